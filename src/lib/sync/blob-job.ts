/** One file to bring: its name, size in bytes, and the SHA-256 of each MiB when it is larger than that. */
export interface BlobJob {
	sha256: string;
	size: number;
	pieces?: string[] | undefined;
}

/** What the page asks of the writing worker. */
export type ToBlobWorker =
	{ type: 'bring'; job: BlobJob; credential: string; origin: string } | { type: 'stop' };

/** What the worker says. `landed` counts bytes of the file on the disk, `fetched` bytes that came over the network this time. */
export type FromBlobWorker =
	| { type: 'progress'; sha256: string; landed: number; fetched: number }
	| { type: 'done'; sha256: string }
	| { type: 'failed'; sha256: string; why: 'network' | 'damaged' | 'missing' | 'disk' };

/** Bytes of one verified piece. */
export const pieceSize = 1024 * 1024;
