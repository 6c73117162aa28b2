import { UserError } from '$lib/base';
import type { CouchPlace } from './couch-place';

/** How long an answer may take to be there whole, in ms. A view that is made anew takes longer than any other. */
const patience = 300_000;

/** What CouchDB says of a failure. */
interface Said {
	error?: string;
	reason?: string;
}

/**
 * Asks a CouchDB, as ourselves. What a person can do something about is thrown as a `UserError` without any secret in it; a
 * write that fails so was not acknowledged, whether or not it was done. Answers of documents (404, 409, 412) are given as they are.
 */
export async function couchFetch(place: CouchPlace, url: string, init: RequestInit = {}): Promise<Response> {
	const headers = new Headers(init.headers);
	for (const [name, value] of Object.entries(place.headers())) headers.set(name, value);
	headers.set('accept', 'application/json');
	const timeout = AbortSignal.timeout(patience);
	const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
	let response: Response;
	let body: ArrayBuffer;
	try {
		const { method = 'GET', body: sent = null } = init;
		// A redirect would take our password elsewhere.
		response = await fetch(url, { method, body: sent, headers, signal, redirect: 'error' });
		body = await response.arrayBuffer();
	} catch (cause) {
		if (init.signal?.aborted) throw cause;
		throw new UserError('hub_database_away', { address: place.server }, { cause });
	}
	const failure = failureOf(place, url, response, body);
	if (failure) throw failure;
	const { status } = response;
	return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: response.headers });
}

function failureOf(
	place: CouchPlace,
	url: string,
	{ status, headers }: Response,
	body: ArrayBuffer
): UserError | null {
	const isJson = /\bjson\b/.test(headers.get('content-type') ?? '');
	const address = place.server;
	if (status < 400) {
		// A proxy's or a portal's page is not the database.
		if (isJson || !body.byteLength) return null;
		return new UserError('hub_database_failing', { address, reason: `HTTP ${status}` });
	}
	const { error = '', reason = '' } = isJson ? saidIn(body) : {};
	const cause = new Error(`CouchDB: ${status} ${error} ${reason}`);
	const options = { cause };
	if (status === 401 || status === 403) return new UserError('hub_database_password', { address }, options);
	if (status === 404 && reason === 'Database does not exist.')
		return new UserError('hub_data_missing', { what: new URL(url).pathname.split('/').at(1) ?? '' }, options);
	if (status === 413) return new UserError('hub_document_large', {}, options);
	if (status >= 500 || status === 429 || !isJson)
		return new UserError(
			'hub_database_failing',
			{ address, reason: `HTTP ${status} ${error}`.trim() },
			options
		);
	return null;
}

function saidIn(body: ArrayBuffer): Said {
	try {
		return JSON.parse(new TextDecoder().decode(body)) as Said;
	} catch {
		return {};
	}
}
