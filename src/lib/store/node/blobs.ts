import { UserError, type Bytes, type Clock } from '$lib/base';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, openAsBlob, renameSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { storeFailure } from './store-failure';
import type { BlobStore, ByteRange } from '../blobs';

const day = 24 * 3600_000;
const year = 365 * day;

/**
 * Blobs as files `ab/cd/<sha256>` under a folder; a blob is written under a passing name and renamed when complete and on disk.
 * The time of a file is when somebody brought it last.
 */
export class FileBlobs implements BlobStore {
	readonly #dir: string;
	readonly #incoming: string;

	constructor(
		dir: string,
		private readonly now: Clock = Date.now
	) {
		this.#dir = dir;
		this.#incoming = join(dir, 'incoming');
		for (const folder of ['incoming', 'kept']) mkdirSync(join(dir, folder), { recursive: true });
	}

	/**
	 * Removes what was left half written, not touched for some ms by the file system's clock, and wishes ({@link keep}) of more than
	 * a year ago.
	 */
	async tidy(untouchedFor = 0): Promise<void> {
		for (const name of await readdir(this.#incoming)) {
			const left = join(this.#incoming, name);
			const { mtimeMs } = await stat(left).catch(() => ({ mtimeMs: Infinity }));
			if (!untouchedFor || Date.now() - mtimeMs > untouchedFor) await rm(left, { force: true });
		}
		for (const name of await readdir(join(this.#dir, 'kept'))) {
			const wish = join(this.#dir, 'kept', name);
			if (this.now() - (await stat(wish)).mtimeMs > year) await rm(wish, { force: true });
		}
	}

	async size(sha256: string): Promise<number | null> {
		return stat(this.#path(sha256)).then(
			(s) => s.size,
			() => null
		);
	}

	async read(sha256: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
		if ((await this.size(sha256)) === null) throw new UserError('not_found');
		if (range && range.end <= range.start) return new Blob([]).stream();
		const options = range ? { start: range.start, end: range.end - 1 } : {};
		const file = createReadStream(this.#path(sha256), options);
		return Readable.toWeb(file) as ReadableStream<Uint8Array>;
	}

	/** A blob to be read in any order. Throws `UserError('not_found')`. */
	async open(sha256: string): Promise<Blob> {
		if ((await this.size(sha256)) === null) throw new UserError('not_found');
		return openAsBlob(this.#path(sha256));
	}

	async write(bytes: ReadableStream<Uint8Array>, limit: number): Promise<{ sha256: string; size: number }> {
		const passing = join(this.#incoming, randomUUID());
		const file = await open(passing, 'wx');
		try {
			const hash = createHash('sha256');
			let size = 0;
			for await (const piece of bytes) {
				size += piece.byteLength;
				if (size > limit) throw new UserError('file_too_large', { limit });
				hash.update(piece);
				await file.write(piece);
			}
			await file.sync();
			await file.close();
			const sha256 = hash.digest('hex');
			await this.#place(passing, sha256);
			return { sha256, size };
		} catch (error) {
			await file.close().catch(() => undefined);
			await rm(passing, { force: true });
			throw storeFailure(error) ?? error;
		}
	}

	/**
	 * Takes over a file of the same file system, which is gone from its place afterwards: it became the blob, or its bytes
	 * were not those it was said to hold. Throws `UserError('upload_damaged')`.
	 */
	async adopt(file: string, sha256: string): Promise<void> {
		this.#path(sha256);
		const hash = createHash('sha256');
		for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
		if (hash.digest('hex') !== sha256) {
			await rm(file, { force: true });
			throw new UserError('upload_damaged');
		}
		const held = await open(file, 'r+');
		await held.sync();
		await held.close();
		await this.#place(file, sha256);
	}

	/** Asks for a blob that is about to be named: it is not collected for a while. Gives whether it is here, and so will be. */
	async keep(sha256: string): Promise<boolean> {
		const found = await stat(this.#path(sha256)).catch(() => null);
		if (!found) return false;
		if (this.now() - found.mtimeMs < day) return true;
		// The time of the blob itself must stay as it is: a file that seems changed cannot be read on by who has it open.
		const wish = this.#wish(sha256);
		const at = new Date(this.now());
		const passing = join(this.#incoming, randomUUID());
		await writeFile(passing, '');
		await utimes(passing, at, at);
		// In one step: the blob may go at this moment, and earlier wishes with it.
		await rename(passing, wish);
		return this.#isHere(sha256);
	}

	/** Whether a blob is here now, also on a network's disk, which asks its server only when a file is opened. */
	#isHere(sha256: string): Promise<boolean> {
		return open(this.#path(sha256)).then(
			(file) => file.close().then(() => true),
			() => false
		);
	}

	/** The names of all blobs. */
	async *all(): AsyncGenerator<string> {
		for (const first of await readdir(this.#dir)) {
			if (!/^[0-9a-f]{2}$/.test(first)) continue;
			for (const second of await readdir(join(this.#dir, first)))
				for (const name of await readdir(join(this.#dir, first, second)))
					if (/^[0-9a-f]{64}$/.test(name)) yield name;
		}
	}

	/**
	 * Removes a blob that nobody brought or kept since a moment (ms); gives its bytes, null when it stays. It is put aside before
	 * wishes are looked at for the last time: whoever asks for it, here or in another process, has either been heard by then or
	 * is told that it is not here.
	 */
	removeOld(sha256: string, since: number): number | null {
		const path = this.#path(sha256);
		const found = statSync(path, { throwIfNoEntry: false });
		if (!found || found.mtimeMs > since || this.#wishedAt(sha256) > since) return null;
		const aside = join(this.#incoming, randomUUID());
		renameSync(path, aside);
		if (this.#wishedAt(sha256) > since) {
			renameSync(aside, path);
			return null;
		}
		unlinkSync(aside);
		rmSync(this.#wish(sha256), { force: true });
		return found.size;
	}

	#wishedAt(sha256: string): number {
		return statSync(this.#wish(sha256), { throwIfNoEntry: false })?.mtimeMs ?? 0;
	}

	put(bytes: Bytes): Promise<{ sha256: string; size: number }> {
		return this.write(new Blob([bytes]).stream(), Infinity);
	}

	async #place(file: string, sha256: string): Promise<void> {
		const path = this.#path(sha256);
		await mkdir(join(path, '..'), { recursive: true });
		const at = new Date(this.now());
		await utimes(file, at, at);
		await rename(file, path);
	}

	#wish(sha256: string): string {
		this.#path(sha256);
		return join(this.#dir, 'kept', sha256);
	}

	#path(sha256: string): string {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new UserError('not_found');
		return join(this.#dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
	}
}
