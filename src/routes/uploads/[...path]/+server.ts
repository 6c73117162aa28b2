import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

const answer: RequestHandler = ({ request, locals }) =>
	answerErrors(() => locals.hub.uploads.answer(request, locals.person));

export const HEAD = answer;
export const POST = answer;
export const PATCH = answer;
