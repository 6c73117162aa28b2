import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Authors only. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	if (!locals.person.roles.includes('author')) redirect(303, '/');
};
