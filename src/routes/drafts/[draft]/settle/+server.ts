import { UserError } from '$lib/base';
import { answerErrors, Settling } from '$lib/hub/server';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** Decides between this draft, which split off another, and that other. */
export const POST: RequestHandler = ({ request, params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const body = v.safeParse(v.object({ take: Settling }), await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		const draftId = await locals.hub.drafts.settle(params.draft, body.output.take, locals.person);
		return Response.json({ draftId });
	});
