import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { NewRemark } from '$lib/lesson/comments';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** Everything said about a draft. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		return Response.json(await locals.hub.comments.list(params.draft, locals.person));
	});

/** Says one thing more. */
export const POST: RequestHandler = ({ request, params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const body = v.safeParse(NewRemark, await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		return Response.json(await locals.hub.comments.add(params.draft, body.output, locals.person));
	});
