import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { BankChange } from '$lib/lesson/bank';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** Changes a kept question of one's own, takes it out of the bank or puts it back. */
export const POST: RequestHandler = ({ params, request, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const body = v.safeParse(BankChange, await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		await locals.hub.bank.change(params.question, body.output, locals.person);
		return Response.json({});
	});
