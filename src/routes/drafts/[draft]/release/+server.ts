import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** Releases a draft as it is saved now, and keeps it as a version. */
export const POST: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		const { person, hub } = locals;
		if (!person) throw new UserError('not_signed_in');
		const { draft, opened, mayEdit } = await hub.drafts.open(params.draft, person);
		if (!mayEdit) throw new UserError('not_allowed');
		if (opened.state !== 'ok') throw new UserError('lesson_invalid', { where: opened.state });
		const release = await hub.releases.release(opened.lesson, person);
		await hub.drafts.keepRelease(draft, release.number, person);
		return Response.json(release);
	});
