import { sha256 as digest } from '$lib/base';
import { pieceSize } from '$lib/release';
import { blobFolders } from '$lib/store/browser';
import type { BlobJob } from './blob-job';
import { patientFetch } from './patient-fetch';

/** How bringing a file ended. */
export type Outcome = 'done' | 'network' | 'damaged' | 'missing' | 'disk';

/**
 * Brings one file over HTTP into the origin-private file system. Bytes go to the disk as they come; each piece is checked
 * against its hash when it is full, and a wrong one is thrown away. What a cut leaves is kept and continued from its last
 * byte. Under its own name the file appears only when it is complete and right. Runs in a dedicated worker.
 */
export class BlobDownload {
	#landed = 0;
	#fetched = 0;

	constructor(
		private readonly job: BlobJob,
		private readonly origin: string,
		private readonly credential: string,
		private readonly signal: AbortSignal,
		private readonly report: (landed: number, fetched: number) => void
	) {}

	async run(): Promise<Outcome> {
		const root = await navigator.storage.getDirectory();
		const complete = await root.getDirectoryHandle(blobFolders.complete, { create: true });
		if (this.job.again) await complete.removeEntry(this.job.sha256).catch(() => undefined);
		if (await exists(complete, this.job.sha256)) return 'done';
		const incoming = await root.getDirectoryHandle(blobFolders.incoming, { create: true });
		const handle = await incoming.getFileHandle(this.job.sha256, { create: true });
		const file = await handle.createSyncAccessHandle();
		let outcome: Outcome;
		try {
			outcome = await this.#bring(file);
		} catch (error) {
			outcome = isFull(error) ? 'disk' : 'network';
		} finally {
			flushQuietly(file);
			file.close();
		}
		if (outcome === 'done') await handle.move(complete, this.job.sha256);
		return outcome;
	}

	async #bring(file: FileSystemSyncAccessHandle): Promise<Outcome> {
		this.#landed = await this.#verified(file);
		const tail = this.#landed > 0;
		const outcome = await this.#continue(file);
		if (outcome !== 'damaged' || !tail) return outcome;
		// Perhaps the tail was damaged on the disk, which shows only when its piece is full. It is thrown away by now.
		this.#landed = await this.#verified(file);
		return this.#continue(file);
	}

	async #continue(file: FileSystemSyncAccessHandle): Promise<Outcome> {
		const { sha256, size } = this.job;
		if (this.#landed < size) {
			const answer = await this.#ask();
			if (!this.#isOurs(answer) || !answer.body) {
				await answer.body?.cancel();
				return answer.status === 404 ? 'missing' : 'network';
			}
			// A server that ignores Range starts from the beginning.
			if (answer.status === 200) this.#landed = 0;
			for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
				if (this.#landed + bytes.byteLength > size) {
					file.truncate(Math.floor(this.#landed / pieceSize) * pieceSize);
					return 'damaged';
				}
				if (!(await this.#take(file, bytes))) return 'damaged';
			}
		}
		if (this.#landed < size) return 'network';
		if (!this.#inPieces() && (await hashOf(file, 0, size)) !== sha256) {
			file.truncate(0);
			return 'damaged';
		}
		file.truncate(size);
		file.flush();
		return 'done';
	}

	/** Writes bytes and checks every piece they fill. False, and the piece thrown away, when one is wrong. */
	async #take(file: FileSystemSyncAccessHandle, bytes: Uint8Array): Promise<boolean> {
		file.write(bytes, { at: this.#landed });
		const before = Math.floor(this.#landed / pieceSize);
		this.#landed += bytes.byteLength;
		this.#fetched += bytes.byteLength;
		const full = this.#landed === this.job.size ? this.#pieceCount() : Math.floor(this.#landed / pieceSize);
		for (let piece = before; piece < full; piece++) {
			if (await this.#pieceFits(file, piece)) continue;
			file.truncate(piece * pieceSize);
			return false;
		}
		if (full > before) file.flush();
		this.report(this.#landed, this.#fetched);
		return true;
	}

	/** How many bytes on the disk can be built upon: all pieces up to the first wrong one, and the tail after them. */
	async #verified(file: FileSystemSyncAccessHandle): Promise<number> {
		const there = Math.min(file.getSize(), this.job.size);
		const full = there === this.job.size ? this.#pieceCount() : Math.floor(there / pieceSize);
		for (let piece = 0; piece < full; piece++)
			if (!(await this.#pieceFits(file, piece))) return piece * pieceSize;
		return there;
	}

	async #pieceFits(file: FileSystemSyncAccessHandle, piece: number): Promise<boolean> {
		if (!this.#inPieces()) return true; // a small file is checked as a whole
		const start = piece * pieceSize;
		return (
			(await hashOf(file, start, Math.min(start + pieceSize, this.job.size))) === this.job.pieces?.[piece]
		);
	}

	/** Whether every byte of the file is covered by the hash of a piece. */
	#inPieces(): boolean {
		return this.job.pieces?.length === this.#pieceCount();
	}

	#pieceCount(): number {
		return Math.ceil(this.job.size / pieceSize);
	}

	#ask(): Promise<Response> {
		const { sha256 } = this.job;
		return patientFetch(this.credential)(`${this.origin}/blobs/${sha256}`, {
			signal: this.signal,
			headers: this.#landed > 0 ? { range: `bytes=${this.#landed}-`, 'if-range': `"${sha256}"` } : {}
		});
	}

	/** A proxy's error page, a captive portal's welcome and another file are none of ours. */
	#isOurs(answer: Response): boolean {
		if (answer.headers.get('etag') !== `"${this.job.sha256}"`) return false;
		if (answer.status === 200) return true;
		const range = answer.headers.get('content-range');
		return answer.status === 206 && range === `bytes ${this.#landed}-${this.job.size - 1}/${this.job.size}`;
	}
}

async function exists(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
	return folder.getFileHandle(name).then(
		() => true,
		() => false
	);
}

function hashOf(file: FileSystemSyncAccessHandle, start: number, end: number): Promise<string> {
	const bytes = new Uint8Array(end - start);
	file.read(bytes, { at: start });
	return digest(bytes);
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError';

function flushQuietly(file: FileSystemSyncAccessHandle): void {
	try {
		file.flush();
	} catch {
		// The disk is full: what could be written is there, and every piece is checked when the file is opened again.
	}
}
