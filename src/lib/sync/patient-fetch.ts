/** How long a connection may say nothing before it is given up, in ms. */
export const idleLimit = 30_000;

const withoutBody = [204, 205, 304];

/**
 * A `fetch` that gives up when nothing comes for {@link idleLimit}: neither browsers nor PouchDB ever do, and a dead link
 * would hang replication for good. Adds the station's credential.
 */
export function patientFetch(credential: string, idle = idleLimit): typeof fetch {
	return async (input, init) => {
		const stop = new AbortController();
		// `any` holds its sources weakly: a signal that outlives many requests gathers no listeners.
		const signal = init?.signal ? AbortSignal.any([init.signal, stop.signal]) : stop.signal;
		let timer: ReturnType<typeof setTimeout> | undefined;
		/** Waits for the network, and no longer than agreed; the time a slow reader takes is not the network's. */
		const within = async <T>(coming: Promise<T>): Promise<T> => {
			timer = setTimeout(() => stop.abort(new DOMException('nothing came', 'TimeoutError')), idle);
			return coming.finally(() => clearTimeout(timer));
		};
		const headers = new Headers(init?.headers);
		headers.set('authorization', `Bearer ${credential}`);
		const response = await within(
			fetch(input, { ...init, headers, signal, cache: 'no-store', credentials: 'omit' })
		);
		// Chromium gives a 304 a body, and lets nobody make one.
		const reader = withoutBody.includes(response.status) ? null : response.body?.getReader();
		if (!reader) return response;
		const watched = new ReadableStream<Uint8Array>({
			async pull(out) {
				const { done, value } = await within(reader.read());
				if (done) out.close();
				else out.enqueue(value);
			},
			cancel: (reason) => reader.cancel(reason)
		});
		const { status, statusText } = response;
		return new Response(watched, { status, statusText, headers: response.headers });
	};
}
