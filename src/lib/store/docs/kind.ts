import { UserError } from '$lib/base';
import * as v from 'valibot';
import type { OrgNames, OrgPath } from './org-path';

/** A document as it came from a disk. */
export type StoredDocument = Record<string, unknown>;

/** The units that the names of an older document meant. */
export type UnitsOf = (names: OrgNames) => Promise<OrgPath>;

/** A kind of stored document: its newest form, and how older ones become it. */
export interface DocumentKind<T extends object> {
	kind: string;
	formatVersion: number;
	schema: v.GenericSchema<unknown, T>;
	/** From each older form to the next, without a gap. */
	steps: Readonly<Record<number, (doc: StoredDocument, unitsOf: UnitsOf) => Promise<StoredDocument>>>;
}

const Head = v.looseObject({ _id: v.string(), kind: v.string(), formatVersion: v.number() });

/** Whether a stored document says it is of a kind, in whatever form. */
export const isOfKind = (stored: unknown, { kind }: Pick<DocumentKind<object>, 'kind'>): boolean =>
	v.is(Head, stored) && stored.kind === kind;

/**
 * A stored document in the newest form of its kind. Throws `UserError('format_newer')` for one that a newer program wrote and
 * `UserError('hub_document_damaged')` for one that is not what it says.
 */
export async function readDocument<T extends object>(
	{ kind, formatVersion, schema, steps }: DocumentKind<T>,
	stored: unknown,
	unitsOf: UnitsOf
): Promise<T> {
	const head = v.safeParse(Head, stored);
	const damaged = (cause?: unknown) => {
		const name = head.success ? head.output._id : kind;
		return new UserError('hub_document_damaged', { name }, { cause });
	};
	if (!head.success || head.output.kind !== kind) throw damaged();
	let doc: StoredDocument = head.output;
	if (head.output.formatVersion > formatVersion) throw new UserError('format_newer', { kind });
	for (let version = head.output.formatVersion; version < formatVersion; version++) {
		const step = steps[version];
		if (!step) throw damaged();
		doc = { ...(await step(doc, unitsOf)), formatVersion: version + 1 };
	}
	const read = v.safeParse(schema, doc);
	if (!read.success) throw damaged(read.issues);
	return read.output;
}

const Named = v.looseObject({ branch: v.optional(v.array(v.string())) });

/** The step of all documents that said where they belong by names. */
export const namesToUnits = async (doc: StoredDocument, unitsOf: UnitsOf): Promise<StoredDocument> => {
	const read = v.safeParse(Named, doc);
	// What is not so is told by the schema.
	if (!read.success || !read.output.branch) return doc;
	return { ...doc, branch: await unitsOf(read.output.branch) };
};
