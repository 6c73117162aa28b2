import { urlOf, UserError } from '$lib/base';
import * as v from 'valibot';
import { news, type KnownNews, type News } from './protocol';
import { ask, jsonOf, type Remote } from './remote';

/**
 * Asks the hub what is new, in one request. What comes is not believed yet: whoever takes it verifies it. Throws
 * `UserError('hub_unreachable')`, also for an answer that is not the hub's (a proxy's page), and `UserError('not_allowed')`.
 */
export async function askNews(remote: Remote, known: KnownNews): Promise<News> {
	const { status, text } = await ask(remote, urlOf(news, { body: known }));
	const said = v.safeParse(news.answer, status === 200 ? jsonOf(text) : null);
	if (!said.success) throw new UserError('hub_unreachable', { status });
	return said.output;
}
