import { UserError } from '$lib/base';

/** Most bytes of one answer; a batch of 500 releases has about one million. */
const answerLimit = 32 * 1024 * 1024;

/**
 * A `fetch` for pulling a catalogue. A catalogue never deletes: what is withdrawn is said by a signed document, so a deletion, which
 * nobody signs, is left out. No more than `most` documents and no endless answer are taken: throws `UserError('hub_forged')`.
 */
export function catalogueFetch(fetcher: typeof fetch, most: number): typeof fetch {
	let rows = 0;
	return async (input, init) => {
		const response = await fetcher(input, init);
		if (!response.ok || !response.body) return response;
		const text = await boundedText(response.body);
		const { status, statusText } = response;
		const headers = { 'content-type': response.headers.get('content-type') ?? 'application/json' };
		const answer = (body: string) => new Response(body, { status, statusText, headers });
		const url = input instanceof Request ? input.url : String(input);
		if (!new URL(url).pathname.endsWith('/_changes')) return answer(text);
		const page = JSON.parse(text) as { results?: { deleted?: boolean }[] };
		const results = (page.results ?? []).filter(({ deleted }) => !deleted);
		rows += results.length;
		if (rows > most) throw new UserError('hub_forged', { documents: rows });
		return answer(JSON.stringify({ ...page, results }));
	};
}

async function boundedText(body: ReadableStream<Uint8Array>): Promise<string> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let text = '';
	for (let size = 0; ;) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		size += value.byteLength;
		if (size > answerLimit) {
			await reader.cancel();
			throw new UserError('hub_forged', { bytes: size });
		}
		text += decoder.decode(value, { stream: true });
	}
}
