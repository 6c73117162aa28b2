import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

// PouchDB asks for `/db/` and `/db/<name>/`; a redirect each time would double its requests.
export const trailingSlash = 'ignore';

const answer: RequestHandler = ({ request, params, locals }) =>
	answerErrors(() => locals.hub.gateway.answer(request, params.path, locals.caller));

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const DELETE = answer;
