import { sha256 as hashOf, UserError, type Clock } from '$lib/base';
import { storeFailure, type FileBlobs } from '$lib/store/node';
import { Server } from '@tus/server';
import { mkdirSync } from 'node:fs';
import type { Person } from './accounts';
import { httpStatus } from './http';
import { UploadStore } from './upload-store';

/** Largest file an author may bring, in bytes. */
const limit = 4 * 1024 ** 3;
const daily = 24 * 3600_000;

/**
 * Files authors send, in pieces and resumed where they broke off (tus 1.0.0), at `/uploads/<sha256>`.
 *
 * An upload's address is the hash of the file, for each author their own, so that whoever holds the file can go on with it
 * after a reload or on another computer. `HEAD` tells how much is here: all of it, when a release or draft the author may
 * open names the file or they delivered it themselves. Others are told nothing of it and send it again: a hash can be known
 * without holding the file, so an answer would tell of other people's files.
 */
export class Uploads {
	readonly #store: UploadStore;
	readonly #server: Server;
	readonly #senders = new WeakMap<object, string>();
	readonly #finishing = new Map<string, Promise<void>>();
	readonly #timer: NodeJS.Timeout;

	constructor(
		dir: string,
		private readonly blobs: FileBlobs,
		private readonly mayRead: (sha256: string, by: Person) => Promise<boolean>,
		private readonly now: Clock
	) {
		mkdirSync(dir, { recursive: true });
		this.#store = new UploadStore(dir);
		this.#server = new Server({
			path: '/uploads',
			datastore: this.#store,
			maxSize: limit,
			relativeLocation: true,
			allowedOrigins: [],
			getFileIdFromRequest: (request, name) => this.#id(request, name),
			namingFunction: (request, metadata) => this.#id(request, metadata?.sha256),
			generateUrl: (_, { path, id }) => `${path}/${id.slice(0, 64)}`,
			onUploadCreate: (_, upload) => this.#mustBeNew(upload.id),
			onUploadFinish: async (_, upload) => {
				await this.#finish(upload.id);
				return {};
			},
			onResponseError: (_, error) => errorAnswer(error)
		});
		this.#timer = setInterval(() => void this.tidy(), daily).unref();
	}

	/** Whether the person of a name has sent a file themselves. */
	async holds(sha256: string, name: string): Promise<boolean> {
		return this.#store.wasDelivered(`${sha256}-${await senderOf(name)}`);
	}

	/** Removes what nobody has gone on with for a week. */
	async tidy(): Promise<void> {
		await this.#store.tidy(this.now());
	}

	close(): void {
		clearInterval(this.#timer);
	}

	/** Answers a request of the protocol. Throws `UserError('not_signed_in' | 'not_allowed')`. */
	async answer(request: Request, by: Person | null): Promise<Response> {
		if (!by) throw new UserError('not_signed_in');
		if (!by.roles.includes('author')) throw new UserError('not_allowed');
		this.#senders.set(request, await senderOf(by.name));
		if (request.method === 'HEAD') {
			const sha256 = new URL(request.url).pathname.split('/').at(-1) ?? '';
			const size = await this.#sizeFor(sha256, this.#id(request, sha256), by);
			if (size !== null) return complete(size);
		}
		return this.#server.handleWeb(request);
	}

	/** The size of a file that needs no bytes from this person. */
	async #sizeFor(sha256: string, id: string, by: Person): Promise<number | null> {
		// The hub may have died after the last byte and before the file was put in its place.
		const upload = await this.#store.getUpload(id).catch(() => null);
		if (upload && upload.offset === upload.size) await this.#finish(id).catch(() => undefined);
		const size = await this.blobs.size(sha256);
		if (size === null) return null;
		return (await this.#store.wasDelivered(id)) || (await this.mayRead(sha256, by)) ? size : null;
	}

	#id(request: object, sha256: string | null | undefined): string {
		if (!/^[0-9a-f]{64}$/.test(sha256 ?? '')) throw new UserError('not_found');
		return `${sha256}-${this.#senders.get(request)}`;
	}

	/** Two windows sending one file: the second goes on with what the first has begun. */
	async #mustBeNew(id: string): Promise<object> {
		const begun = await this.#store.getUpload(id).catch(() => null);
		if (begun) throw Object.assign(new Error('begun already'), { status_code: 409, body: 'begun already' });
		return {};
	}

	#finish(id: string): Promise<void> {
		const known = this.#finishing.get(id);
		if (known) return known;
		const finished = this.#adopt(id).finally(() => this.#finishing.delete(id));
		this.#finishing.set(id, finished);
		return finished;
	}

	async #adopt(id: string): Promise<void> {
		try {
			await this.blobs.adopt(this.#store.path(id), id.slice(0, 64));
			await this.#store.delivered(id);
		} catch (error) {
			if (error instanceof UserError) await this.#store.drop(id);
			throw error;
		}
	}
}

/** Stands for a person in the names of uploads: a name of a file cannot hold every name of a person. */
const senderOf = async (name: string) => (await hashOf(name)).slice(0, 16);

function complete(size: number): Response {
	const headers = {
		'tus-resumable': '1.0.0',
		'upload-offset': String(size),
		'upload-length': String(size),
		'cache-control': 'no-store'
	};
	return new Response(null, { status: 200, headers });
}

/** Failures a person can act on travel as everywhere else; what the protocol itself refuses keeps its own answer. */
function errorAnswer(error: object): { status_code: number; body: string } | undefined {
	const known =
		'status_code' in error && error.status_code === 413
			? new UserError('file_too_large', { limit })
			: storeFailure(error);
	return known
		? { status_code: httpStatus(known), body: JSON.stringify({ error: known.code, details: known.details }) }
		: undefined;
}
