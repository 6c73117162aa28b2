import { UserError } from '$lib/base';
import { allows } from '$lib/hub';
import { httpStatus } from '$lib/hub/server';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A draft as the hub has it; one of a newer format can only be looked at elsewhere. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const { hub, person } = locals;
	if (!person) error(401, { message: 'not_signed_in', code: 'not_signed_in' });
	try {
		const { draft, opened, mayEdit } = await hub.drafts.open(params.draft, person);
		if (opened.state !== 'ok') {
			const code = opened.state === 'newer' ? 'lesson_newer' : 'lesson_invalid';
			error(409, { message: code, code });
		}
		return {
			draftId: draft.draftId,
			version: draft.version,
			savedAt: draft.savedAt,
			lesson: opened.lesson,
			mayEdit,
			/** Whether they may make lessons and keep questions and templates, which only authors do. */
			mayAdd: allows(person, 'make lesson'),
			contentOrigin: hub.contentOrigin
		};
	} catch (cause) {
		if (cause instanceof UserError) error(httpStatus(cause), { message: cause.code, code: cause.code });
		throw cause;
	}
};
