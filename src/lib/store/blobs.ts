import type { Bytes } from '$lib/base';

/** A part of a blob: `start` inclusive, `end` exclusive, in bytes. */
export interface ByteRange {
	start: number;
	end: number;
}

/** Content-addressed files. A blob is visible only when complete, under the SHA-256 of its bytes; it never changes. */
export interface BlobStore {
	/** Its size in bytes, or null when it is not here. */
	size(sha256: string): Promise<number | null>;
	/** Its bytes, or a part of them. Throws `UserError('not_found')`. */
	read(sha256: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
	/** Takes a stream in; a cut or failed stream leaves nothing behind. Throws `UserError('file_too_large' | 'hub_disk_full')`. */
	write(bytes: ReadableStream<Uint8Array>, limit: number): Promise<{ sha256: string; size: number }>;
	/** Takes a small file in. */
	put(bytes: Bytes): Promise<{ sha256: string; size: number }>;
}
