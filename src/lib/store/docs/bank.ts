import * as v from 'valibot';
import { namesToUnits, type DocumentKind } from './kind';
import { OrgPath } from './org-path';

/** `bank:<id>` in `lessons`: a question kept for other lessons. Written by the hub for the one who kept it, who alone changes it. */
export const BankDocument = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('bank'),
	formatVersion: v.literal(2),
	id: v.string(),
	owner: v.string(),
	/** The owner's place. */
	branch: OrgPath,
	/** Whether other authors of the branch may use it. */
	shared: v.boolean(),
	/** Theme words to find it by. */
	words: v.array(v.string()),
	/** ms since 1970. */
	created: v.number(),
	/** When its owner took it out of the bank, in ms since 1970; null or missing: it is there. */
	removedAt: v.optional(v.nullable(v.number())),
	/** The question's node, as in a lesson; checked when it was kept. */
	question: v.looseObject({ type: v.string() }),
	/** Hashes of the files the question names. */
	media: v.array(v.string())
});
export type BankDocument = v.InferOutput<typeof BankDocument>;

/** Form 1 said by names where it belongs. */
export const bankKind: DocumentKind<BankDocument> = {
	kind: 'bank',
	formatVersion: 2,
	schema: BankDocument,
	steps: { 1: namesToUnits }
};
