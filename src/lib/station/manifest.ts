import type { Item } from '$lib/lesson';
import type { Course } from '$lib/scorm/course';

/** What a station reads of a release's manifest: the blob is trusted by its hash, the compiler wrote it. */
export interface StationManifest {
	launch: string;
	/** Only of a package made elsewhere. */
	course?: Course;
	passPercent: number | null;
	items: Item[];
	files: { path: string; size: number; sha256: string; type: string; pieces?: string[] }[];
}
