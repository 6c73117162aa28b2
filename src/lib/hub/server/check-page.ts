import { unseal, UserError, type Envelope } from '$lib/base';
import { AnyPage, pageHash, pageId, pageKind, pageRevision, parsePageId } from '$lib/ledger';
import * as v from 'valibot';
import type { Caller } from './stations';

/** Longest signed text of a page, in characters; a station closes pages at half of that. */
export const signedLimit = 64 * 1024;

const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/** A page as PouchDB pushes it. Nothing beside the envelope is taken: what is not signed says nothing, and stands in the way. */
const PageDocument = v.strictObject({
	_id: v.string(),
	_rev: v.pipe(v.string(), v.regex(/^1-[0-9a-f]{32}$/)),
	_revisions: v.optional(v.strictObject({ start: v.literal(1), ids: v.strictTuple([hex32]) })),
	kind: v.literal(pageKind),
	formatVersion: v.number(),
	keyId: v.string(),
	alg: v.optional(v.pipe(v.string(), v.maxLength(20))),
	signed: v.pipe(v.string(), v.maxLength(signedLimit)),
	sig: v.pipe(v.string(), v.maxLength(200))
});

/** A page as it was checked when it came, so that it need not be read and verified again to be counted. */
export interface CheckedPage {
	envelope: Envelope & { _rev: string };
	page: AnyPage;
	hash: string;
}

/** Why one document is refused for ever; PouchDB tells the sender `forbidden`. */
export interface Refusal {
	id: string;
	reason: string;
}

/** Finds the public key of a station's device; undefined when it is not known. */
export type DeviceKeys = (stationId: string, deviceId: string) => Promise<CryptoKey | undefined>;

/**
 * Checks one page that a device sends. What it says need not be understood (a newer program may have written it), only whose it
 * is. An unknown key is not the page's fault: it throws `UserError('signature_invalid')`, and the whole request must fail so
 * that it comes again.
 */
export async function checkPage(
	doc: unknown,
	caller: Caller,
	keys: DeviceKeys
): Promise<{ checked: CheckedPage } | { refusal: Refusal }> {
	const id = idOf(doc);
	const refuse = (reason: string) => ({ refusal: { id, reason } });
	const name = parsePageId(id);
	if (!name) return refuse('not a ledger page');
	if (name.stationId !== caller.stationId) return refuse('another station');
	const shaped = v.safeParse(PageDocument, doc);
	if (!shaped.success) {
		const [issue] = shaped.issues;
		return refuse(issue.type === 'max_length' ? 'too large' : `no page: ${v.getDotPath(issue) ?? 'shape'}`);
	}
	const { _revisions, ...envelope } = shaped.output;
	const key = await keys(name.stationId, name.deviceId);
	if (!key) throw new UserError('signature_invalid', { id, why: 'key' });
	const revision = await pageRevision(envelope);
	if (envelope._rev !== revision || (_revisions && `1-${_revisions.ids[0]}` !== revision))
		return refuse('revision does not follow from content');
	try {
		const page = await verifyPage(envelope, () => Promise.resolve(key));
		return { checked: { envelope: plain(envelope), page, hash: await pageHash(envelope) } };
	} catch (error) {
		return refuse(error instanceof UserError ? error.message : 'unreadable');
	}
}

/**
 * Verifies a page document and reads it as far as all versions of the program agree. Throws `UserError('signature_invalid')`
 * when it is not what the device in its id signed under that id.
 */
export async function verifyPage(doc: unknown, keys: DeviceKeys): Promise<AnyPage> {
	const id = idOf(doc);
	const name = parsePageId(id);
	const bad = (why: string) => new UserError('signature_invalid', { id, why });
	if (!name) throw bad('id');
	const { stationId, deviceId } = name;
	const ring = (keyId: string) => (keyId === deviceId ? keys(stationId, deviceId) : undefined);
	const page = await unseal(doc, ring, pageKind, AnyPage, Number.MAX_SAFE_INTEGER);
	if (pageId(page.stationId, page.deviceId, page.page) !== id) throw bad('id and body differ');
	return page;
}

function idOf(doc: unknown): string {
	const id = doc && typeof doc === 'object' && '_id' in doc ? doc._id : null;
	return typeof id === 'string' ? id.slice(0, 200) : '';
}

/** The same without a missing `alg`, so that it is stored as it was sent. */
function plain({ alg, ...rest }: v.InferOutput<typeof PageDocument>): CheckedPage['envelope'] {
	return { ...rest, ...(alg === undefined ? {} : { alg }) };
}
