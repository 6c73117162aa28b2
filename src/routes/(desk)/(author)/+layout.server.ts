import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Authors, and officials, who look at drafts and comment on them. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	const { roles } = locals.person;
	if (!roles.includes('author') && !roles.includes('official')) redirect(303, '/');
};
