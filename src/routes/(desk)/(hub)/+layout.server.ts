import { allows } from '$lib/hub';
import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Officials only. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
	if (!allows(locals.person, 'list stations')) redirect(303, '/');
};
