import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Officials only. */
export const load: LayoutServerLoad = ({ locals }) => {
	if (!locals.person) redirect(303, '/sign-in');
	if (!locals.person.roles.includes('official')) redirect(303, '/');
};
