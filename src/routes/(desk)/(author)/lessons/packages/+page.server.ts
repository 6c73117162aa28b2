import { UserError } from '$lib/base';
import { allows } from '$lib/hub';
import { field, formErrors } from '$lib/hub/server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { hub, person }, url }) => {
	const asked = Number(url.searchParams.get('shown'));
	const shown = Number.isInteger(asked) && asked > 0 ? Math.min(1000, asked) : undefined;
	const packages = person ? await hub.library.list(person, shown) : { rows: [], more: false };
	const replace = url.searchParams.get('replace');
	const found = person && replace ? await hub.library.open(replace, person).catch(notFound) : null;
	return {
		mayTake: allows(person, 'take in package'),
		packages: packages.rows,
		/** How many to ask for to see more; null when these are all. */
		more: packages.more && packages.rows.length < 1000 ? packages.rows.length + 50 : null,
		contentOrigin: hub.contentOrigin,
		/** The package that the next one is a newer version of. */
		replacing: found?.mayEdit ? { lessonId: found.lessonId, facts: found.facts } : null
	};
};

/** One that is gone, or of another branch, cannot be replaced: what is taken in then is a new one. */
function notFound(error: unknown): null {
	if (error instanceof UserError && error.code === 'not_found') return null;
	throw error;
}

const setRemoved = async (request: Request, { hub, person }: App.Locals, removed: boolean) => {
	if (!person) throw new UserError('not_signed_in');
	const lessonId = field(await request.formData(), 'lessonId');
	return { lessonId, removed, title: await hub.library.setRemoved(lessonId, removed, person) };
};

export const actions: Actions = {
	remove: ({ request, locals }) => formErrors(() => setRemoved(request, locals, true)),
	restore: ({ request, locals }) => formErrors(() => setRemoved(request, locals, false))
};
