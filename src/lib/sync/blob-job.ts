/** One file to bring: its name, size in bytes, and the SHA-256 of each MiB when it is larger than that. */
export interface BlobJob {
	sha256: string;
	size: number;
	pieces?: string[] | undefined;
}

/** Bytes of one verified piece. */
export const pieceSize = 1024 * 1024;
