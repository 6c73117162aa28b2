import { UserError } from '$lib/base';
import { answerErrors, SaveRequest } from '$lib/hub/server';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** A draft as it is saved now, and by whom. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const { draft, opened } = await locals.hub.drafts.open(params.draft, locals.person);
		if (opened.state !== 'ok') throw new UserError('lesson_invalid', { where: opened.state });
		const { draftId, version, savedAt, savedBy } = draft;
		return Response.json({ draftId, version, savedAt, savedBy, lesson: opened.lesson });
	});

/** Saves a draft; a save that comes too late becomes a draft of its own. */
export const POST: RequestHandler = ({ request, params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const body = v.safeParse(SaveRequest, await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		return Response.json(await locals.hub.drafts.save(params.draft, body.output, locals.person));
	});
