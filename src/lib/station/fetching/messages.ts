import type { BlobJob, Outcome } from '$lib/sync';

/** What the page asks of the writing worker; `id` names one asking, so that stopping it stops no other. */
export type ToBlobWorker =
	| { type: 'bring'; id: number; job: BlobJob; credential: string; origin: string }
	| { type: 'stop'; id: number };

/** What the worker says. `landed` counts bytes of the file on the disk, `fetched` bytes that came over the network this time. */
export type FromBlobWorker =
	| { type: 'progress'; id: number; landed: number; fetched: number }
	| { type: 'done'; id: number }
	| { type: 'failed'; id: number; why: Exclude<Outcome, 'done'> };
