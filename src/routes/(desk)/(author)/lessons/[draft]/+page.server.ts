import { UserError } from '$lib/base';
import { allows } from '$lib/hub';
import { httpStatus, openDraft } from '$lib/hub/server';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A draft as the hub has it; one of a newer format can only be looked at elsewhere. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const { hub, person } = locals;
	if (!person) error(401, { message: 'not_signed_in', code: 'not_signed_in' });
	try {
		return {
			...(await openDraft(hub.drafts, params.draft, person)),
			/** Whether they may make lessons and keep questions and templates, which only authors do. */
			mayAdd: allows(person, 'make lesson'),
			contentOrigin: hub.contentOrigin
		};
	} catch (cause) {
		if (cause instanceof UserError) error(httpStatus(cause), { message: cause.code, code: cause.code });
		throw cause;
	}
};
