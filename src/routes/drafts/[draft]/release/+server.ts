import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** Releases a draft as it is saved now. */
export const POST: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		const { person, hub } = locals;
		if (!person) throw new UserError('not_signed_in');
		const { opened } = await hub.drafts.open(params.draft, person);
		if (opened.state !== 'ok') throw new UserError('lesson_invalid', { where: opened.state });
		return Response.json(await hub.releases.release(opened.lesson, person));
	});
