import { UserError } from '$lib/base';
import { answerErrors, releaseDraft, releaseOutlook } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** Where a release would go, and which one it would follow. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		return Response.json(await releaseOutlook(locals.hub, params.draft, locals.person));
	});

/** Releases a draft as it is saved now, and keeps it as a version. */
export const POST: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		return Response.json(await releaseDraft(locals.hub, params.draft, locals.person));
	});
