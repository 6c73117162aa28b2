import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The front door: first visit, sign-in, or the work of whoever is signed in. */
export const load: PageServerLoad = async ({ locals }) => {
	if (await locals.hub.accounts.setupCode()) redirect(303, '/setup');
	if (!locals.person) redirect(303, '/sign-in');
	const { roles } = locals.person;
	redirect(303, roles.includes('official') && !roles.includes('author') ? '/stations' : '/lessons');
};
