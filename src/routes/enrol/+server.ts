import { UserError } from '$lib/base';
import { addressOf, answerErrors } from '$lib/hub/server';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

const Coordinate = v.pipe(v.string(), v.maxLength(50));
const Body = v.object({
	code: v.pipe(v.string(), v.maxLength(60)),
	publicKey: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: Coordinate, y: Coordinate })
});

/**
 * The hub's root key, as everyone may know it: with it a computer sees whether a code was typed as it stands on the slip, before
 * the code is used up.
 */
export const GET: RequestHandler = ({ locals }) =>
	Response.json({ rootKey: locals.hub.stations.rootKey }, { headers: { 'cache-control': 'no-store' } });

/** A computer that was given a code becomes a station's device. */
export const POST: RequestHandler = (event) =>
	answerErrors(async () => {
		const { request, locals } = event;
		const body = v.safeParse(Body, await request.json().catch(() => null));
		if (!body.success) throw new UserError('wrong_code');
		const { code, publicKey } = body.output;
		const answer = await locals.hub.stations.enrol(code, publicKey, addressOf(event));
		return Response.json({ ...answer, contentOrigin: locals.hub.contentOrigin });
	});
