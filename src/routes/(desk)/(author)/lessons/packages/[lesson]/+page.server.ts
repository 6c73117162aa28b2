import { understood, UserError } from '$lib/base';
import { PackageChange } from '$lib/hub/protocol';
import { field, formErrors, httpStatus } from '$lib/hub/server';
import { error } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Who is signed in. Throws `UserError('not_signed_in')`. */
function personOf({ person }: App.Locals) {
	if (!person) throw new UserError('not_signed_in');
	return person;
}

export const load: PageServerLoad = async ({ params, locals }) => {
	try {
		const { hub } = locals;
		const found = await hub.library.open(params.lesson, personOf(locals));
		return { found, contentOrigin: hub.contentOrigin };
	} catch (cause) {
		if (cause instanceof UserError) error(httpStatus(cause), cause.code);
		throw cause;
	}
};

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

async function save(request: Request, lessonId: string, locals: App.Locals): Promise<void> {
	const person = personOf(locals);
	const said = jsonOf(field(await request.formData(), 'change'));
	await locals.hub.library.change(lessonId, understood(PackageChange, said), person);
}

export const actions: Actions = {
	save: ({ request, params, locals }) =>
		formErrors(async () => {
			await save(request, params.lesson, locals);
			return { saved: true };
		}),
	release: ({ request, params, locals }) =>
		formErrors(async () => {
			await save(request, params.lesson, locals);
			return { released: (await locals.hub.library.release(params.lesson, personOf(locals))).number };
		})
};
