import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { BankAsked, QuestionToKeep } from '$lib/lesson/bank';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** Kept questions the person may use, a page of them. */
export const GET: RequestHandler = ({ url, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const asked = v.safeParse(BankAsked, Object.fromEntries(url.searchParams));
		if (!asked.success) throw new UserError('lesson_invalid', { where: 'request' });
		return Response.json(await locals.hub.bank.list(locals.person, asked.output));
	});

/** Keeps one more. */
export const POST: RequestHandler = ({ request, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		const body = v.safeParse(QuestionToKeep, await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		await locals.hub.bank.keep(body.output, locals.person);
		return Response.json({});
	});
