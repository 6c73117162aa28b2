import { answerErrors } from '$lib/hub/server';
import type { RequestHandler } from './$types';

/** A template's picture. */
export const GET: RequestHandler = ({ params, locals }) =>
	answerErrors(async () => {
		const picture = await locals.hub.templates.cover(params.name);
		return new Response(picture, {
			headers: { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=3600' }
		});
	});
