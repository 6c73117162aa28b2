import type { FileRequest } from './protocol';

/** A part of a package's file. `start` is where `blob` begins in a file of `size` bytes. */
export interface FilePart {
	type: string;
	size: number;
	start: number;
	blob: Blob;
}

/** Where a launch's files come from: a station's own disk, or a draft compiled in memory. */
export type FileSource = (path: string, range: FileRequest['range']) => Promise<FilePart | null>;

/** The wanted part of a whole file held as a Blob (a slice: nothing is copied). */
export function partOf(blob: Blob, type: string, range: FileRequest['range']): FilePart {
	const start = range?.start ?? 0;
	const end = Math.min(range?.end ?? blob.size, blob.size);
	return { type, size: blob.size, start, blob: range ? blob.slice(start, Math.max(start, end)) : blob };
}
