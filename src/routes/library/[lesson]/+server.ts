import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** What a package in the library consists of, for trying it. */
export const GET: RequestHandler = ({ params, locals: { hub, person } }) =>
	answerErrors(async () => {
		if (!person) throw new UserError('not_signed_in');
		return Response.json(await hub.library.contents(params.lesson, person));
	});
