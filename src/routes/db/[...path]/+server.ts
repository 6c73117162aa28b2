import type { RequestHandler } from './$types';

const answer: RequestHandler = ({ request, params, locals }) =>
	locals.hub.gateway.answer(request, params.path, locals.caller);

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const DELETE = answer;
