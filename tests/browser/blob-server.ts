import { sha256 as hashOf } from '$lib/base';
import { serveBlob } from '$lib/hub/server';
import { FileBlobs } from '$lib/store/node';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { asJson, bodyOf, jsonOf, plain } from './http';

/** What goes wrong with one answer; byte numbers count from the answer's first byte. */
export interface Fault {
	/** Another status with a page of HTML, as a proxy or a captive portal answers. */
	instead?: number;
	/** The connection breaks after so many bytes. */
	cut?: number;
	/** Nothing more comes after so many bytes. */
	silent?: number;
	/** This byte arrives wrong. */
	flip?: number;
	/** So many bytes too many. */
	extra?: number;
	/** `Range` is overlooked. */
	whole?: boolean;
	/** Milliseconds before every piece of 64 KiB. */
	slow?: number;
}

interface Case {
	faults: Fault[];
	log: { range: string | null; sent: number }[];
}

/**
 * Serves blobs with the hub's own code and spoils the answers on order: `PUT /<case>/faults` says how, one fault an answer;
 * `GET /<case>/log` tells what was asked for and sent. `PUT /<case>/blobs` stores a blob.
 */
export class BlobServer {
	readonly #blobs: FileBlobs;
	readonly #cases = new Map<string, Case>();

	constructor(dir: string) {
		this.#blobs = new FileBlobs(dir);
	}

	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const [, name = '', what = '', sha256 = ''] = (request.url ?? '').split('/');
		const one = this.#cases.get(name) ?? { faults: [], log: [] };
		this.#cases.set(name, one);
		if (request.method === 'PUT') {
			const body = await bodyOf(request);
			if (what === 'faults') one.faults = jsonOf(body) as Fault[];
			else await this.#blobs.put(body);
			return plain(response, 200, await hashOf(body));
		}
		if (what === 'log') return asJson(response, one.log);
		const entry = { range: request.headers.range ?? null, sent: 0 };
		one.log.push(entry);
		const fault = one.faults.shift() ?? {};
		if (fault.instead) return plain(response, fault.instead, '<html>welcome</html>', 'text/html');
		await this.#send(sha256, request, response, fault, entry);
	}

	async #send(
		sha256: string,
		request: IncomingMessage,
		response: ServerResponse,
		fault: Fault,
		entry: Case['log'][number]
	): Promise<void> {
		const headers = new Headers();
		for (const name of fault.whole ? [] : ['range', 'if-range'])
			if (typeof request.headers[name] === 'string') headers.set(name, request.headers[name]);
		const real = await serveBlob(
			this.#blobs,
			sha256,
			new Request('http://localhost/', { headers }),
			null,
			'released'
		);
		const right = await real.arrayBuffer();
		const body = new Uint8Array(right.byteLength + (fault.extra ?? 0));
		body.set(new Uint8Array(right));
		if (fault.flip !== undefined) body[fault.flip] = (body[fault.flip] ?? 0) ^ 1;
		real.headers.delete('content-length');
		response.writeHead(real.status, Object.fromEntries(real.headers));
		const end = Math.min(fault.cut ?? Infinity, fault.silent ?? Infinity, body.length);
		for (let at = 0; at < end; at += 65536) {
			if (fault.slow) await pause(fault.slow);
			const piece = body.subarray(at, Math.min(at + 65536, end));
			if (response.destroyed) return;
			await new Promise<void>((sent) => response.write(piece, () => sent()));
			entry.sent += piece.length;
		}
		if (fault.silent !== undefined) return;
		if (fault.cut === undefined) return void response.end();
		// What was sent shall be read before the break, also on a busy machine: a broken stream drops what waits in it.
		await pause(1000);
		response.destroy();
	}
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms).unref());
