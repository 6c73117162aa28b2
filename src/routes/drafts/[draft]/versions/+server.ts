import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** A draft's versions, newest first, without their texts. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		return Response.json(await locals.hub.drafts.versions(params.draft, locals.person));
	});
