import { UserError } from '$lib/base';
import * as v from 'valibot';
import { News, type KnownNews } from './protocol';
import { ask, jsonOf, type Remote } from './remote';

/**
 * Asks the hub what is new, in one request. What comes is not believed yet: whoever takes it verifies it. Throws
 * `UserError('hub_unreachable')`, also for an answer that is not the hub's (a proxy's page), and `UserError('not_allowed')`.
 */
export async function askNews(remote: Remote, known: KnownNews): Promise<News> {
	const query = new URLSearchParams(
		Object.entries(known).flatMap(([part, rev]) => (rev === undefined ? [] : [[part, rev]]))
	);
	const { status, text } = await ask(remote, `/news?${query.toString()}`);
	const news = v.safeParse(News, status === 200 ? jsonOf(text) : null);
	if (!news.success) throw new UserError('hub_unreachable', { status });
	return news.output;
}
