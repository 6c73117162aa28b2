import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Officials only. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	if (!locals.person.roles.includes('official')) redirect(303, '/');
};
