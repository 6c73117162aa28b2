import { UserError } from '$lib/base';
import { Ahead, answerErrors } from '$lib/hub/server';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** A station that knows more than the hub, because the hub was put back from a backup, says what. */
export const POST: RequestHandler = ({ request, locals }) =>
	answerErrors(async () => {
		if (locals.caller.kind !== 'station') throw new UserError('not_allowed');
		const body = v.safeParse(Ahead, await request.json().catch(() => null));
		if (!body.success) throw new UserError('not_allowed');
		await locals.hub.ahead.hear(body.output, locals.caller.caller);
		return Response.json({ ok: true });
	});
