import { UserError } from '$lib/base';
import { allows } from '$lib/hub';
import { field, formErrors } from '$lib/hub/server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { hub, person }, url }) => {
	const packages = person ? await hub.library.list(person) : [];
	const replaced = packages.find(({ lessonId }) => lessonId === url.searchParams.get('replace'));
	const found = person && replaced ? await hub.library.open(replaced.lessonId, person) : null;
	return {
		mayTake: allows(person, 'take in package'),
		packages,
		contentOrigin: hub.contentOrigin,
		/** The package that the next one is a newer version of. */
		replacing: found?.mayEdit ? { lessonId: found.lessonId, facts: found.facts } : null
	};
};

const setRemoved = async (request: Request, { hub, person }: App.Locals, removed: boolean) => {
	if (!person) throw new UserError('not_signed_in');
	const lessonId = field(await request.formData(), 'lessonId');
	return { lessonId, removed, title: await hub.library.setRemoved(lessonId, removed, person) };
};

export const actions: Actions = {
	remove: ({ request, locals }) => formErrors(() => setRemoved(request, locals, true)),
	restore: ({ request, locals }) => formErrors(() => setRemoved(request, locals, false))
};
