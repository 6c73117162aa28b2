import { ownPath } from '$lib/hub';
import { addressOf, field, formErrors, sessionCookie, sessionLife } from '$lib/hub/server';
import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

export const actions: Actions = {
	default: (event) =>
		formErrors(async () => {
			const { request, cookies, locals, url } = event;
			const form = await request.formData();
			const [name, password] = [field(form, 'name'), field(form, 'password')];
			const token = await locals.hub.accounts.signIn(name, password, addressOf(event));
			cookies.set(sessionCookie, token, {
				path: '/',
				httpOnly: true,
				secure: true,
				sameSite: 'strict',
				maxAge: sessionLife / 1000
			});
			redirect(303, ownPath(url.searchParams.get('next'), url.origin));
		})
};
