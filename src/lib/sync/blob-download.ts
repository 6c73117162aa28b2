import { sha256 as digest, UserError } from '$lib/base';
import { pieceSize } from '$lib/release';
import type { BlobJob } from './blob-job';
import { patientFetch } from './patient-fetch';
import { unreachable } from './remote';

/** A file that is still coming: what of it is on the disk stays there over kills. One writer at a time has it open. */
export interface IncomingBlob {
	/** Bytes of it on the disk. */
	size(): number;
	read(into: Uint8Array<ArrayBuffer>, at: number): void;
	write(bytes: Uint8Array, at: number): void;
	truncate(size: number): void;
	/** Everything written is on the disk when it returns. */
	flush(): void;
	close(): void;
}

/** Where files come to: a browser's own file system, or a relay's disk. */
export interface IncomingBlobs {
	/** Whether a file is here, whole and verified. */
	has(sha256: string): Promise<boolean>;
	/** Takes away what stands under a file's name. */
	remove(sha256: string): Promise<void>;
	/** Opens what is here of a file, an empty one when nothing is. */
	open(sha256: string): Promise<IncomingBlob>;
	/** Shows a closed file under its name: it is whole and verified. */
	finish(sha256: string): Promise<void>;
	/** Whether a failure of these means that the disk is full. */
	isFull(error: unknown): boolean;
}

/**
 * How bringing a file ended: `network` also when it was stopped, `disk` when there was no room, `broken` when the disk failed
 * otherwise, `damaged` when wrong bytes came, `missing` when the hub does not have it.
 */
export type Outcome = 'done' | 'network' | 'damaged' | 'missing' | 'disk' | 'broken';

/**
 * Brings one file over HTTP. Bytes go to the disk as they come; each piece is checked
 * against its hash when it is full, and a wrong one is thrown away. What a cut leaves is kept and continued from its last
 * byte. Under its own name the file appears only when it is complete and right.
 */
export class BlobDownload {
	#landed = 0;
	#fetched = 0;

	constructor(
		private readonly job: BlobJob,
		private readonly origin: string,
		private readonly credential: string,
		private readonly blobs: IncomingBlobs,
		private readonly signal: AbortSignal,
		private readonly report: (landed: number, fetched: number) => void
	) {}

	async run(): Promise<Outcome> {
		try {
			return await this.#run();
		} catch (error) {
			if (this.signal.aborted || error instanceof UserError) return 'network';
			return this.blobs.isFull(error) ? 'disk' : 'broken';
		}
	}

	async #run(): Promise<Outcome> {
		const { sha256, again } = this.job;
		if (again) await this.blobs.remove(sha256);
		if (await this.blobs.has(sha256)) return 'done';
		const file = await this.blobs.open(sha256);
		let outcome: Outcome;
		try {
			outcome = await this.#bring(file);
		} finally {
			flushQuietly(file);
			file.close();
		}
		if (outcome === 'done') await this.blobs.finish(sha256);
		return outcome;
	}

	async #bring(file: IncomingBlob): Promise<Outcome> {
		this.#landed = await this.#verified(file);
		const tail = this.#landed > 0;
		const outcome = await this.#continue(file);
		if (outcome !== 'damaged' || !tail) return outcome;
		// Perhaps the tail was damaged on the disk, which shows only when its piece is full. It is thrown away by now.
		this.#landed = await this.#verified(file);
		return this.#continue(file);
	}

	async #continue(file: IncomingBlob): Promise<Outcome> {
		const { sha256, size } = this.job;
		if (this.#landed < size) {
			const answer = await this.#ask();
			if (!this.#isOurs(answer) || !answer.body) {
				await answer.body?.cancel();
				return answer.status === 404 ? 'missing' : 'network';
			}
			// A server that ignores Range starts from the beginning.
			if (answer.status === 200) this.#landed = 0;
			for await (const bytes of arriving(answer.body)) {
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
	async #take(file: IncomingBlob, bytes: Uint8Array): Promise<boolean> {
		file.write(bytes, this.#landed);
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
	async #verified(file: IncomingBlob): Promise<number> {
		const there = Math.min(file.size(), this.job.size);
		const full = there === this.job.size ? this.#pieceCount() : Math.floor(there / pieceSize);
		for (let piece = 0; piece < full; piece++)
			if (!(await this.#pieceFits(file, piece))) return piece * pieceSize;
		return there;
	}

	async #pieceFits(file: IncomingBlob, piece: number): Promise<boolean> {
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
		}).catch(unreachable);
	}

	/** A proxy's error page, a captive portal's welcome and another file are none of ours. */
	#isOurs(answer: Response): boolean {
		if (answer.headers.get('etag') !== `"${this.job.sha256}"`) return false;
		if (answer.status === 200) return true;
		const range = answer.headers.get('content-range');
		return answer.status === 206 && range === `bytes ${this.#landed}-${this.job.size - 1}/${this.job.size}`;
	}
}

function hashOf(file: IncomingBlob, start: number, end: number): Promise<string> {
	const bytes = new Uint8Array(end - start);
	file.read(bytes, start);
	return digest(bytes);
}

/** The bytes of an answer as they come. Throws `UserError('hub_unreachable')` when the network ends them. */
async function* arriving(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read().catch(unreachable);
			if (done) return;
			yield value;
		}
	} finally {
		await reader.cancel().catch(() => undefined);
	}
}

function flushQuietly(file: IncomingBlob): void {
	try {
		file.flush();
	} catch {
		// The disk is full: what could be written is there, and every piece is checked when the file is opened again.
	}
}
