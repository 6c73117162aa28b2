import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Authors only. */
export const load: LayoutServerLoad = ({ locals }) => {
	if (!locals.person) redirect(303, '/sign-in');
	if (!locals.person.roles.includes('author')) redirect(303, '/');
};
