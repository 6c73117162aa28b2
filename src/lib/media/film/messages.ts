import type { UserErrorCode } from '$lib/base';
import type { FilmFacts } from './facts';

/** One MP4 file that was made. */
export interface Made {
	bytes: Blob;
	width: number;
	height: number;
	seconds: number;
}

/** What is asked of the worker: one job in its life. */
export interface ToFilmWorker {
	what: 'film' | 'sound';
	file: File;
}

/** What the worker tells. `part` counts from 0 to 1 over everything asked for. */
export type FromFilmWorker =
	| { type: 'facts'; facts: FilmFacts }
	| { type: 'progress'; part: number }
	| { type: 'film'; village: Made; standard: Made | null }
	| { type: 'sound'; bytes: Blob; extension: string; seconds: number }
	| { type: 'failed'; code: UserErrorCode; details: Record<string, string | number>; cause: string };
