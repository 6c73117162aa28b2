import { field, formErrors } from '$lib/hub/server';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (!(await locals.hub.accounts.setupCode())) redirect(303, '/sign-in');
};

export const actions: Actions = {
	default: ({ request, locals }) =>
		formErrors(async () => {
			const form = await request.formData();
			await locals.hub.accounts.setUp(field(form, 'code'), field(form, 'name'), field(form, 'password'));
			redirect(303, '/sign-in');
		})
};
