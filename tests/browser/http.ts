import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

/** A short answer. */
export function plain(response: ServerResponse, status: number, text = '', type = 'text/plain'): void {
	response.writeHead(status, { 'content-type': type });
	response.end(text);
}

/** A value as JSON. */
export const asJson = (response: ServerResponse, value: unknown) =>
	plain(response, 200, JSON.stringify(value), 'application/json');

/** SHA-256 in hexadecimal. */
export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
