/** How long a connection may say nothing before it is given up, in ms. */
export const idleLimit = 30_000;

/**
 * A `fetch` that gives up when nothing comes for {@link idleLimit}: neither browsers nor PouchDB ever do, and a dead link
 * would hang replication for good. Adds the station's credential.
 */
export function patientFetch(credential: string, idle = idleLimit): typeof fetch {
	return async (input, init) => {
		const stop = new AbortController();
		const give = () => stop.abort(new DOMException('nothing came', 'TimeoutError'));
		let timer = setTimeout(give, idle);
		init?.signal?.addEventListener('abort', () => stop.abort(init.signal?.reason));
		const headers = new Headers(init?.headers);
		headers.set('authorization', `Bearer ${credential}`);
		const response = await fetch(input, {
			...init,
			headers,
			signal: stop.signal,
			cache: 'no-store',
			credentials: 'omit'
		});
		// A 304 has a stream in Chromium, but a Response made by hand may not have one.
		if (!response.body || response.status === 304 || response.status === 204) {
			clearTimeout(timer);
			return response;
		}
		const watched = response.body.pipeThrough(
			new TransformStream<Uint8Array, Uint8Array>({
				transform(piece, out) {
					clearTimeout(timer);
					timer = setTimeout(give, idle);
					out.enqueue(piece);
				},
				flush: () => clearTimeout(timer)
			})
		);
		const { status, statusText } = response;
		return new Response(watched, { status, statusText, headers: response.headers });
	};
}
