import type { Item } from '$lib/lesson';

/** What a station reads of a release's manifest: the blob is trusted by its hash, the compiler wrote it. */
export interface StationManifest {
	launch: string;
	passPercent: number | null;
	items: Item[];
	files: { path: string; size: number; sha256: string; type: string; pieces?: string[] }[];
}
