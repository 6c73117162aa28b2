import { Envelope } from '$lib/base';
import * as v from 'valibot';

/**
 * `GET /snapshot`: a whole catalogue as it once was, gzip over lines of JSON. The first line is this; each other one is a
 * {@link SnapshotDocument}. Nothing of it is believed but what is signed.
 */
export const SnapshotHead = v.object({
	/** Which life of the databases it is of. */
	generation: v.string(),
	/** Whoever has it goes on with the changes since this sequence of the hub's. */
	since: v.union([v.number(), v.string()])
});
export type SnapshotHead = v.InferOutput<typeof SnapshotHead>;

export const SnapshotDocument = v.object({
	...Envelope.entries,
	_rev: v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}-[0-9a-f]{32}$/))
});
export type SnapshotDocument = v.InferOutput<typeof SnapshotDocument>;

/** The type it travels under. It is unpacked by whoever asked, who knows how much it may become. */
export const snapshotType = 'application/gzip';
