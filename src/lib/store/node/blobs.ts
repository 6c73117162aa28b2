import { UserError, type Bytes } from '$lib/base';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, openAsBlob } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { storeFailure } from './store-failure';
import type { BlobStore, ByteRange } from '../blobs';

/** Blobs as files `ab/cd/<sha256>` under a folder; a blob is written under a passing name and renamed when complete and on disk. */
export class FileBlobs implements BlobStore {
	readonly #dir: string;
	readonly #incoming: string;

	constructor(dir: string) {
		this.#dir = dir;
		this.#incoming = join(dir, 'incoming');
		mkdirSync(this.#incoming, { recursive: true });
	}

	/** Removes what an earlier run left half written. */
	async tidy(): Promise<void> {
		for (const name of await readdir(this.#incoming)) await rm(join(this.#incoming, name), { force: true });
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
			const path = this.#path(sha256);
			await mkdir(join(path, '..'), { recursive: true });
			await rename(passing, path);
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
		const path = this.#path(sha256);
		const hash = createHash('sha256');
		for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
		if (hash.digest('hex') !== sha256) {
			await rm(file, { force: true });
			throw new UserError('upload_damaged');
		}
		const held = await open(file, 'r+');
		await held.sync();
		await held.close();
		await mkdir(join(path, '..'), { recursive: true });
		await rename(file, path);
	}

	put(bytes: Bytes): Promise<{ sha256: string; size: number }> {
		return this.write(new Blob([bytes]).stream(), Infinity);
	}

	#path(sha256: string): string {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new UserError('not_found');
		return join(this.#dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
	}
}
