import { addressOf, field, formErrors } from '$lib/hub/server';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!(await locals.hub.accounts.setupCode())) redirect(303, '/sign-in');
};

export const actions: Actions = {
	default: (event) =>
		formErrors(async () => {
			const form = await event.request.formData();
			const [code, name, password] = [field(form, 'code'), field(form, 'name'), field(form, 'password')];
			await event.locals.hub.accounts.setUp(code, name, password, addressOf(event));
			redirect(303, '/sign-in');
		})
};
