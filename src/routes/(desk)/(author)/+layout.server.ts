import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Whoever is signed in. The hub says which drafts they see: authors and administrators write, officials look and comment. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	if (!locals.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
};
