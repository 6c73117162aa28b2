import { UserError } from '$lib/base';
import { answerErrors } from '$lib/hub/server';
import { KnownNews } from '$lib/sync/protocol';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

/** What is new for a station: one request and one answer, also when nothing is. */
export const GET: RequestHandler = ({ url, locals }) =>
	answerErrors(async () => {
		if (locals.caller.kind !== 'station') throw new UserError('not_allowed');
		const known = v.parse(KnownNews, Object.fromEntries(url.searchParams));
		const news = await locals.hub.news.since(known, locals.caller.caller);
		return Response.json(news, { headers: { 'cache-control': 'no-store' } });
	});
