import { Lasting, sha256 as hashOf, UserError, type Clock } from '$lib/base';
import { DiskReserve, storeFailure, type FileBlobs } from '$lib/store/node';
import { Server, type Upload } from '@tus/server';
import { mkdirSync } from 'node:fs';
import type { Person } from './accounts';
import { httpStatus } from './http';
import { mustMay } from './must-may';
import { UploadStore } from './upload-store';
import { defaultQuotas, unitNoted, unitOf, UploadUsage, type Quotas } from './upload-usage';

/** Largest file an author may bring, in bytes. */
const limit = 4 * 1024 ** 3;
const daily = 24 * 3600_000;

/** How often a process looks which files others took in, in ms. */
const lookedAgain = 60_000;

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
	readonly #senders = new WeakMap<object, Sender>();
	/** Of this process: two that finish one file at the same moment rename one file of the same bytes, and the second finds it done. */
	readonly #finishing = new Map<string, Promise<void>>();
	readonly #timer: NodeJS.Timeout;
	readonly #reserve: DiskReserve;
	/** Built when first asked for. */
	readonly #usage = new Lasting(() => this.#count());
	/** What was begun or delivered when this was last looked at, and when that was (ms). */
	#listed: ReadonlySet<string> = new Set();
	#listedAt = -Infinity;

	constructor(
		dir: string,
		private readonly blobs: FileBlobs,
		private readonly mayRead: (sha256: string, by: Person) => Promise<boolean>,
		private readonly now: Clock,
		private readonly quotas: Quotas = defaultQuotas,
		/** Whether other processes take in files in the same folder, too. */
		private readonly shared = false
	) {
		this.#reserve = new DiskReserve(dir);
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
			onUploadCreate: (request, upload) => this.#admit(request, upload),
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
		return this.#store.wasDelivered(`${sha256}-${await shortOf(name)}`);
	}

	/** Removes what nobody has gone on with for a week. */
	async tidy(): Promise<void> {
		if (await this.#store.tidy(this.now())) this.#usage.letGo();
	}

	/** Makes sure that so many more bytes of a person's fit. Throws `UserError('quota_person' | 'quota_unit' | 'hub_disk_reserve')`. */
	async mustFit(size: number, by: Person): Promise<void> {
		await this.#reserve.mustHold(size);
		const { name: sender, unit } = await senderOf(by);
		(await this.#usageNow()).mustFit('', { sender, unit, size });
	}

	/** Counts bytes that came with a blob, as the files of a package do, for a person, as long as that blob is here. */
	async charge(sha256: string, size: number, by: Person): Promise<void> {
		const { name: sender, unit } = await senderOf(by);
		const id = `${sha256}-${sender}`;
		(await this.#usage.get()).set(id, { sender, unit, size });
		await this.#store.delivered(id, { unit, size });
	}

	/** A blob was removed: it counts no more, and who sent it has sent nothing. */
	forget(sha256: string): void {
		const drop = (usage: UploadUsage) => usage.idsOf(sha256).forEach((id) => usage.drop(id));
		// One that cannot be counted now is counted anew, without it.
		void this.#usage.made?.then(drop, () => undefined);
		this.#store.forget(sha256);
	}

	close(): void {
		clearInterval(this.#timer);
	}

	/** Answers a request of the protocol. Throws `UserError('not_signed_in' | 'not_allowed')`. */
	async answer(request: Request, by: Person | null): Promise<Response> {
		const person = mustMay(by, 'send file');
		this.#senders.set(request, await senderOf(person));
		if (request.method === 'HEAD') {
			const id = this.#idIn(request);
			const sha256 = id.slice(0, 64);
			const size = await this.#sizeFor(sha256, id, person);
			// Told that it needs no bytes, the author will name it: it must not be collected before.
			if (size !== null && (await this.blobs.keep(sha256))) return complete(size);
		}
		if (request.method === 'PATCH') {
			const full = await this.#reserve.mustHold(0).catch((error: unknown) => error);
			if (full instanceof UserError) {
				const { status_code, body } = answerOf(full);
				return new Response(body, { status: status_code, headers: { 'tus-resumable': '1.0.0' } });
			}
		}
		const answer = await this.#server.handleWeb(request);
		if (request.method === 'DELETE' && answer.ok) (await this.#usage.get()).drop(this.#idIn(request));
		return answer;
	}

	#idIn(request: Request): string {
		return this.#id(request, new URL(request.url).pathname.split('/').at(-1));
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
		return `${sha256}-${this.#senders.get(request)?.name}`;
	}

	/** A new file is taken when it fits; it counts from its first byte, so that many begun at once are judged together. */
	async #admit(request: object, upload: Upload): Promise<{ metadata?: Upload['metadata'] }> {
		await this.#mustBeNew(upload.id);
		const by = this.#senders.get(request);
		if (!by) throw new UserError('not_signed_in');
		const share = { sender: by.name, unit: by.unit, size: upload.size ?? limit };
		await this.#reserve.mustHold(share.size);
		const usage = await this.#usageNow();
		usage.mustFit(upload.id, share);
		usage.set(upload.id, share);
		return { metadata: { ...upload.metadata, unit: by.unit } };
	}

	async #count(): Promise<UploadUsage> {
		const usage = new UploadUsage(this.quotas);
		this.#listed = new Set();
		await this.#takeIn(usage);
		return usage;
	}

	/** Who has brought how much, with what other processes took in until a minute ago. */
	async #usageNow(): Promise<UploadUsage> {
		const usage = await this.#usage.get();
		if (this.shared && this.now() - this.#listedAt > lookedAgain) await this.#takeIn(usage);
		return usage;
	}

	/** Counts what is in the folder and was not yet, and no more what was there the last time and is gone. */
	async #takeIn(usage: UploadUsage): Promise<void> {
		this.#listedAt = this.now();
		const notes = await this.#store.notes();
		const before = this.#listed;
		this.#listed = new Set(notes.keys());
		for (const id of before) if (!notes.delete(id)) usage.drop(id);
		for await (const [id, state, { unit, size }] of this.#store.shares(notes)) {
			const held = state === 'begun' ? (size ?? limit) : await this.blobs.size(id.slice(0, 64));
			// A package's list of files stands for the files.
			if (held !== null)
				usage.set(id, { sender: id.slice(65), unit: await unitNoted(unit), size: size ?? held });
		}
	}

	/** Two windows sending one file: the second goes on with what the first has begun. */
	async #mustBeNew(id: string): Promise<void> {
		const begun = await this.#store.getUpload(id).catch(() => null);
		if (begun) throw Object.assign(new Error('begun already'), { status_code: 409, body: 'begun already' });
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
			const begun = await this.#store.getUpload(id);
			await this.blobs.adopt(this.#store.path(id), id.slice(0, 64));
			await this.#store.delivered(id, { unit: begun.metadata?.unit ?? null, size: begun.size ?? null });
		} catch (error) {
			if (error instanceof UserError) {
				await this.#store.drop(id);
				(await this.#usage.get()).drop(id);
			}
			throw error;
		}
	}
}

/** Who sends, as files and counts know them. */
interface Sender {
	name: string;
	unit: string;
}

/** Stands for a person in the names of uploads: a name of a file cannot hold every name of a person. */
const shortOf = async (name: string) => (await hashOf(name)).slice(0, 16);

const senderOf = async ({ name, branch }: Person): Promise<Sender> => ({
	name: await shortOf(name),
	unit: unitOf(branch)
});

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
	return known ? answerOf(known) : undefined;
}

const answerOf = (error: UserError) => ({
	status_code: httpStatus(error),
	body: JSON.stringify({ error: error.code, details: error.details })
});
