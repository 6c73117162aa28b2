import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** Largest file an author may bring, in bytes. */
const limit = 4 * 1024 ** 3;

/** Takes one file in: the body is its bytes, the answer its SHA-256 and size. */
export const POST: RequestHandler = ({ request, locals }) =>
	answerErrors(async () => {
		if (!locals.person) throw new UserError('not_signed_in');
		if (!locals.person.roles.includes('author')) throw new UserError('not_allowed');
		if (!request.body) throw new UserError('not_found');
		return Response.json(await locals.hub.blobs.write(request.body, limit));
	});
