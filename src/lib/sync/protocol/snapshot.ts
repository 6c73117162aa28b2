import { Envelope } from '$lib/base';
import * as v from 'valibot';

/**
 * `GET /snapshot`: a whole catalogue as it once was, gzip over lines of JSON. The first line is this; each other one is a
 * {@link SnapshotBatch}. Nothing of it is believed but what is signed.
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

const { sig, signed, _rev, ...head } = SnapshotDocument.entries;

/**
 * Some documents, column by column: signatures and revisions, which are chance, stand apart from text, or gzip would know neither
 * (2.15 MB become 1.97 with 10,000 releases).
 */
export const SnapshotBatch = v.pipe(
	v.object({
		heads: v.array(v.object(head)),
		signed: v.array(signed),
		sig: v.array(sig),
		rev: v.array(_rev)
	}),
	v.check(
		({ heads, ...columns }) => Object.values(columns).every(({ length }) => length === heads.length),
		'columns of one length'
	)
);
export type SnapshotBatch = v.InferOutput<typeof SnapshotBatch>;

/** Most documents of a batch, and most characters of a line: what is longer stands in a line of its own. */
export const snapshotBatch = { documents: 1000, characters: 1024 * 1024 };

export function toBatch(documents: readonly SnapshotDocument[]): SnapshotBatch {
	return {
		heads: documents.map(({ sig: _, signed: __, _rev: ___, ...head }) => head),
		signed: documents.map(({ signed }) => signed),
		sig: documents.map(({ sig }) => sig),
		rev: documents.map(({ _rev }) => _rev)
	};
}

export function fromBatch({ heads, signed, sig, rev }: SnapshotBatch): SnapshotDocument[] {
	return heads.map((head, n) => ({
		...head,
		signed: signed[n] ?? '',
		sig: sig[n] ?? '',
		_rev: rev[n] ?? ''
	}));
}

/** The type it travels under. It is unpacked by whoever asked, who knows how much it may become. */
export const snapshotType = 'application/gzip';
