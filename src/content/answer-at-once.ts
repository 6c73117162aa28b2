const taken = new WeakMap<XMLHttpRequest, string[]>();

/** Gives a request for which a script waits an answer without a body, in the place of a server. */
export function answerAtOnce(
	request: XMLHttpRequest,
	address: string,
	status: number,
	statusText: string
): void {
	let sent = false;
	const after = <T>(value: T, before: T) => ({ configurable: true, get: () => (sent ? value : before) });
	const call = (value: unknown) => ({ configurable: true, value });
	const own: PropertyDescriptorMap = {
		readyState: after(4, 1),
		status: after(status, 0),
		statusText: after(statusText, ''),
		responseText: after('', ''),
		response: after('', ''),
		responseXML: after(null, null),
		responseURL: after(address, ''),
		setRequestHeader: call(() => undefined),
		overrideMimeType: call(() => undefined),
		getResponseHeader: call((name: string) => (/^content-type$/i.test(name) ? 'text/plain' : null)),
		getAllResponseHeaders: call(() => 'content-type: text/plain\r\n'),
		send: call(() => {
			sent = true;
			for (const type of ['readystatechange', 'load', 'loadend'])
				request.dispatchEvent(new ProgressEvent(type));
		})
	};
	taken.set(request, Object.keys(own));
	Object.defineProperties(request, own);
}

/** The request is used for something else. */
export function takeBackAnswer(request: XMLHttpRequest): void {
	for (const name of taken.get(request) ?? []) Reflect.deleteProperty(request, name);
	taken.delete(request);
}
