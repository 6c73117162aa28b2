import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

const Body = v.object({
	code: v.pipe(v.string(), v.maxLength(60)),
	publicKey: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() })
});

/** A computer that was given a code becomes a station's device. */
export const POST: RequestHandler = ({ request, locals, getClientAddress }) =>
	answerErrors(async () => {
		const body = v.safeParse(Body, await request.json().catch(() => null));
		if (!body.success) throw new UserError('wrong_code');
		const { code, publicKey } = body.output;
		const answer = await locals.hub.stations.enrol(code, publicKey, getClientAddress());
		return Response.json({ ...answer, contentOrigin: locals.hub.contentOrigin });
	});
