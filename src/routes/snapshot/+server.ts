import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { snapshotType } from '$lib/sync/protocol';
import type { RequestHandler } from './$types';

/** The whole catalogue in one compressed file, for a station that has nothing of it yet. */
export const GET: RequestHandler = ({ locals }) =>
	answerErrors(async () => {
		if (locals.caller.kind !== 'station') throw new UserError('not_allowed');
		const { body, size } = await locals.hub.snapshot.read();
		const headers = { 'content-type': snapshotType, 'cache-control': 'no-store' };
		return new Response(body, { headers: { ...headers, 'content-length': String(size) } });
	});
