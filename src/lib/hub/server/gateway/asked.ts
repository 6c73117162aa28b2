import * as v from 'valibot';
import { badRequest, GatewayRefusal } from './answers';

/** Largest request body taken, in bytes: a hundred pages of ordinary size. */
export const bodyLimit = 8 * 1024 * 1024;

/** Most documents one request may name. PouchDB's batches are 500 at most here. */
export const mostDocuments = 1000;

// What we write is flat, a checkpoint is three deep. Deeper text only serves to exhaust the stack of whoever walks it.
const deepest = 32;

const Revision = v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}-[0-9a-f]{32}$/));

/** The id of a document that is not CouchDB's own (`_design/…`, `_local/…`). */
export const DocumentId = v.pipe(
	v.string(),
	v.minLength(1),
	v.maxLength(256),
	v.regex(/^[^_\p{Cc}\p{Cs}]\P{Cc}*$/u)
);

/** `_changes?…`: a sequence is a number, or the opaque text of a CouchDB. */
export const ChangesQuery = v.object({
	since: v.optional(
		v.union([
			v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
			v.literal('now'),
			v.pipe(v.string(), v.regex(/^\d{1,15}-[\w-]{1,2000}$/))
		]),
		'0'
	),
	limit: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,9}$/),
			v.transform((text) => Math.min(Math.max(Number(text), 1), mostDocuments))
		),
		'500'
	),
	include_docs: v.optional(v.picklist(['true', 'false']), 'false'),
	style: v.optional(v.picklist(['all_docs', 'main_only'])),
	// A feed that stays open would cost a connection for each of thousands of stations.
	feed: v.optional(v.literal('normal')),
	descending: v.optional(v.literal('false'))
});

/** `_bulk_get`. An id that is none of ours is left out of the answer, as if it were not there. */
export const BulkGet = v.object({
	docs: v.pipe(v.array(v.object({ id: v.string(), rev: v.nullish(Revision) })), v.maxLength(mostDocuments))
});

/** `_bulk_get?…`: whether the ids of earlier revisions are wanted. What else PouchDB asks for has one answer here. */
export const BulkGetQuery = v.object({ revs: v.optional(v.picklist(['true', 'false']), 'false') });

/** `_all_docs` by keys. */
export const AllDocs = v.object({ keys: v.pipe(v.array(v.string()), v.maxLength(mostDocuments)) });

/** `_revs_diff`: id → revisions the caller has. */
export const RevsDiff = v.pipe(
	v.unknown(),
	v.check((revs) => !Array.isArray(revs), 'not an object'),
	v.record(DocumentId, v.pipe(v.array(Revision), v.maxLength(100))),
	v.check((revs) => Object.keys(revs).length <= mostDocuments, 'too many documents')
);

/** `_bulk_docs`; each document is judged by the records themselves, which answer by name. */
export const BulkDocs = v.object({
	docs: v.pipe(v.array(v.unknown()), v.maxLength(mostDocuments)),
	new_edits: v.optional(v.boolean())
});

const Sequence = v.union([v.pipe(v.number(), v.minValue(0)), v.pipe(v.string(), v.maxLength(2000))]);
const SessionId = v.pipe(v.string(), v.maxLength(100));

/** A replication's checkpoint as PouchDB writes it; any other field is refused. `_rev` is the one it read. */
export const Checkpoint = v.strictObject({
	_id: v.optional(v.string()),
	_rev: v.optional(v.pipe(v.string(), v.regex(/^0-\d{1,12}$/))),
	last_seq: Sequence,
	session_id: v.optional(SessionId),
	replicator: v.optional(v.pipe(v.string(), v.maxLength(30))),
	version: v.optional(v.number()),
	history: v.optional(
		v.pipe(
			v.array(v.strictObject({ last_seq: Sequence, session_id: v.optional(SessionId) })),
			v.maxLength(50)
		)
	)
});
export type Checkpoint = v.InferOutput<typeof Checkpoint>;

/** The name of a checkpoint: a replication's hash as PouchDB spells it. */
export const CheckpointId = v.pipe(v.string(), v.regex(/^[\w.=+-]{1,100}$/));

/** Reads a value by its schema. Throws a refusal 400 that names the place. */
export function reading<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
	const read = v.safeParse(schema, value);
	if (read.success) return read.output;
	const [issue] = read.issues;
	const where = v.getDotPath(issue)?.slice(0, 100);
	throw badRequest(where ? `${where} is not as it must be` : 'not of the form that is asked for here');
}

/** The parts of a path, decoded. Throws a refusal 400 when an escape is malformed. */
export function pathParts(path: string): string[] {
	try {
		return path.split('/').map(decodeURIComponent);
	} catch {
		throw badRequest('malformed path');
	}
}

/** A request's body as JSON, of at most `limit` bytes. Throws a refusal 400 or 413. */
export async function jsonOf(request: Request, limit = bodyLimit): Promise<unknown> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of request.body ?? []) {
		size += piece.byteLength;
		if (size > limit) throw new GatewayRefusal(413, 'too_large', `more than ${limit} bytes`);
		pieces.push(piece);
	}
	const text = Buffer.concat(pieces).toString('utf8');
	if (depthOf(text) > deepest) throw badRequest('nested too deep');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw badRequest('not JSON');
	}
}

/** How deep arrays and objects are nested in a JSON text, found without walking what it says. */
export function depthOf(text: string): number {
	let deep = 0;
	let most = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const char = text.charCodeAt(at);
		if (quoted) {
			if (char === 0x5c) at++;
			else if (char === 0x22) quoted = false;
		} else if (char === 0x22) quoted = true;
		else if (char === 0x5b || char === 0x7b) most = Math.max(most, ++deep);
		else if (char === 0x5d || char === 0x7d) deep--;
	}
	return most;
}
