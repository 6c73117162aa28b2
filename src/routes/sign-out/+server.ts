import { sessionCookie } from '$lib/hub/server';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Ends the session. */
export const POST: RequestHandler = async ({ cookies, locals }) => {
	const token = cookies.get(sessionCookie);
	if (token) await locals.hub.accounts.signOut(token);
	cookies.delete(sessionCookie, { path: '/' });
	redirect(303, '/sign-in');
};
