import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** The lesson of one version. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		return Response.json(await locals.hub.drafts.version(params.draft, Number(params.number), locals.person));
	});
