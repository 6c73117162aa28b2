import type { FilePieces } from '$lib/release';

/** One file to bring; `again`: what is here under its name was found not to be it. */
export type BlobJob = FilePieces & { again?: boolean };
