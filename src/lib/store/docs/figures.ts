import * as v from 'valibot';
import { OrgPath } from './org';

/** The last known answer to one question of an attempt. */
export const FigureAnswer = v.object({
	seq: v.number(),
	at: v.string(),
	question: v.string(),
	/** What was answered, readable: option texts, or the points of a discussion. */
	text: v.string(),
	correct: v.nullable(v.boolean()),
	tries: v.number()
});

export type FigureAnswer = v.InferOutput<typeof FigureAnswer>;

/** `attempt:<stationId>:<attemptId>` in `figures`: one person's way through one release, folded from accepted pages. */
export const AttemptFigure = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('attempt'),
	formatVersion: v.literal(1),
	stationId: v.string(),
	attemptId: v.string(),
	/** Org path of the station as at the date, village last. */
	org: OrgPath,
	personId: v.string(),
	personName: v.string(),
	identifiedBy: v.string(),
	lessonId: v.string(),
	release: v.number(),
	title: v.string(),
	startedAt: v.string(),
	lastAt: v.string(),
	/** Ledger sequence of the entry the status below comes from. */
	statusSeq: v.number(),
	completion: v.picklist(['completed', 'incomplete']),
	success: v.picklist(['passed', 'failed', 'unknown']),
	/** 0 to 1, null while undecided. */
	scaled: v.nullable(v.number()),
	seconds: v.number(),
	/** By tracking number; in a course made elsewhere by step and interaction. */
	answers: v.record(v.string(), FigureAnswer),
	/** Hashes of the pages it was folded from. */
	evidence: v.array(v.string())
});
export type AttemptFigure = v.InferOutput<typeof AttemptFigure>;

/** `page:<page id>:<hash>` in `figures`: when the hub first saw a page. Kept when figures are folded anew. */
export const PageSeen = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('page'),
	formatVersion: v.literal(1),
	hash: v.string(),
	firstSeen: v.string()
});
export type PageSeen = v.InferOutput<typeof PageSeen>;
