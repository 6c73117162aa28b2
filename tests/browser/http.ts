import type { Bytes } from '$lib/base';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Bytes> {
	const pieces: Bytes[] = [];
	for await (const piece of request) pieces.push(new Uint8Array(piece as Uint8Array));
	return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** A body as JSON. */
export const jsonOf = (body: Bytes): unknown => JSON.parse(new TextDecoder().decode(body));

/** A short answer. */
export function plain(response: ServerResponse, status: number, text = '', type = 'text/plain'): void {
	response.writeHead(status, { 'content-type': type });
	response.end(text);
}

/** A value as JSON. */
export const asJson = (response: ServerResponse, value: unknown) =>
	plain(response, 200, JSON.stringify(value), 'application/json');
