import { SerialQueue, type Clock } from '$lib/base';
import type { FileBlobs } from '$lib/store/node';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Named } from './blob-names';

/** How long a blob that nothing names stays, in ms: an author may undo, or come back from weeks without a network. */
export const blobsKeptFor = 30 * 24 * 3600_000;

/** How long after a round none is due, in ms. */
const roundLife = 20 * 3600_000;

/** Since when (ms) a blob has been named by nothing. */
const Unnamed = v.record(v.string(), v.number());

/**
 * Removes blobs that nothing names. One goes only when it was unnamed each time it was looked at for {@link blobsKeptFor}, nobody
 * has brought it or asked whether it is here in that time (its file's time says so), and no document written meanwhile names it.
 */
export class BlobCollector {
	readonly #queue = new SerialQueue();

	constructor(
		/** Where the list of unnamed blobs is kept; lost, it begins anew, and blobs stay longer. */
		private readonly file: string,
		private readonly blobs: FileBlobs,
		private readonly named: () => Promise<Named>,
		/** Told, in the same moment, that a blob is gone. */
		private readonly onRemove: (sha256: string) => void,
		private readonly now: Clock
	) {}

	/** Whether a round is due: of several processes over one folder one does it on a day. */
	isDue(): boolean {
		const last = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
		return Math.abs(Date.now() - last) > roundLife;
	}

	/** One round; gives how many blobs went and their bytes. */
	collect(): Promise<{ removed: number; bytes: number }> {
		return this.#queue.run(() => this.#collect());
	}

	async #collect(): Promise<{ removed: number; bytes: number }> {
		const before = this.#read();
		const now = this.now();
		const named = await this.named();
		const unnamed: Record<string, number> = {};
		const due: string[] = [];
		for await (const sha256 of this.blobs.all()) {
			if (named.all.has(sha256)) continue;
			const since = (unnamed[sha256] = Math.min(before[sha256] ?? now, now));
			if (now - since >= blobsKeptFor) due.push(sha256);
		}
		const later = due.length ? await named.since() : new Set<string>();
		let removed = 0;
		let bytes = 0;
		for (const sha256 of due) {
			if (later.has(sha256)) delete unnamed[sha256];
			else {
				const freed = this.blobs.removeOld(sha256, now - blobsKeptFor);
				if (freed === null) continue;
				this.onRemove(sha256);
				delete unnamed[sha256];
				removed++;
				bytes += freed;
			}
		}
		const next = `${this.file}.${randomUUID()}.new`;
		await writeFile(next, JSON.stringify(unnamed));
		await rename(next, this.file);
		return { removed, bytes };
	}

	#read(): Record<string, number> {
		try {
			return existsSync(this.file) ? v.parse(Unnamed, JSON.parse(readFileSync(this.file, 'utf8'))) : {};
		} catch {
			return {}; // torn by a power cut: everything stays for its full time again
		}
	}
}
