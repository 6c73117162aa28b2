import * as v from 'valibot';
import { OrgPath } from './org-path';

/** The newest form of what is in `figures`. All of it can be made again from `records`, and is when this number rises. */
export const figuresFormat = 3;

const stored = { _id: v.string(), _rev: v.optional(v.string()), formatVersion: v.literal(figuresFormat) };

/** The last known answer to one question of an attempt. */
export const FigureAnswer = v.object({
	/** Ledger sequence of the entry it comes from. */
	seq: v.number(),
	at: v.string(),
	question: v.string(),
	/** What was answered, readable: option texts, or the points of a discussion. */
	text: v.string(),
	correct: v.nullable(v.boolean()),
	tries: v.number()
});
export type FigureAnswer = v.InferOutput<typeof FigureAnswer>;

/** A page that a figure rests on: its number and hash, and when the hub first saw it. */
export const Evidence = v.object({ page: v.number(), hash: v.string(), seen: v.string() });
export type Evidence = v.InferOutput<typeof Evidence>;

/**
 * `attempt:<stationId>:<deviceId>:<attemptId>` in `figures`: one person's way through one release, folded from the pages of the
 * device that recorded it.
 */
export const AttemptFigure = v.object({
	...stored,
	kind: v.literal('attempt'),
	stationId: v.string(),
	deviceId: v.string(),
	attemptId: v.string(),
	/** Org path of the station as it was when the attempt began. */
	org: OrgPath,
	/** Year and month (1 to 12) in which it began, by the programme's clock (UTC+8). */
	year: v.number(),
	month: v.number(),
	/** Ledger sequence of the opening the next six come from: the latest one counts. */
	openedSeq: v.number(),
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
	/** -1 to 1, null while undecided. */
	scaled: v.nullable(v.number()),
	seconds: v.number(),
	/** By tracking number; in a course made elsewhere by step and interaction. */
	answers: v.record(v.string(), FigureAnswer),
	/** The pages it was folded from, by number. */
	evidence: v.array(Evidence)
});
export type AttemptFigure = v.InferOutput<typeof AttemptFigure>;

/**
 * Why an entry of a good page changes no figure: what it says of a `person`, `release`, `date` or `attempt` is not so at the
 * hub, its `sequence` does not go on from the page before, it is of a kind only a `newer` program knows, or `invalid`.
 */
export const asideReasons = ['person', 'release', 'date', 'sequence', 'attempt', 'newer', 'invalid'] as const;
export type AsideReason = (typeof asideReasons)[number];

/** An entry that was set aside, as far as it can be shown. */
export const AsideEntry = v.object({
	page: v.number(),
	seq: v.nullable(v.number()),
	at: v.nullable(v.string()),
	personName: v.nullable(v.string()),
	reason: v.picklist(asideReasons)
});
export type AsideEntry = v.InferOutput<typeof AsideEntry>;

/** `chain:<stationId>:<deviceId>` in `figures`: how far a device's pages are counted, and what of them was not. */
export const ChainFigure = v.object({
	...stored,
	kind: v.literal('chain'),
	stationId: v.string(),
	deviceId: v.string(),
	/** Org path of the station as it was at the last page. */
	org: OrgPath,
	/** Number and hash of the last page counted; 0 and null before the first. */
	page: v.number(),
	head: v.nullable(v.string()),
	/** Sequence number of its last entry. */
	seq: v.number(),
	/** The highest page number that is here. */
	last: v.number(),
	/** Page numbers that two different pages claim, the first hundred. */
	forked: v.array(v.number()),
	/** How many entries were set aside, by reason, and the last twenty of them. */
	aside: v.record(v.picklist(asideReasons), v.optional(v.number())),
	lastAside: v.array(AsideEntry)
});
export type ChainFigure = v.InferOutput<typeof ChainFigure>;

/** `consumer:records` in `figures`: up to which change of `records` the figures go, and of which life of the databases. */
export const ConsumerFigure = v.object({
	...stored,
	kind: v.literal('consumer'),
	since: v.union([v.number(), v.string()]),
	generation: v.string()
});
export type ConsumerFigure = v.InferOutput<typeof ConsumerFigure>;

export type Figure = AttemptFigure | ChainFigure | ConsumerFigure;

/**
 * `seen:<page id without "ledger:">:<revision>` in `records`: when the hub first saw a page. Written with the page, so that it
 * is never lost when figures are made again.
 */
export const PageSeen = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('page-seen'),
	formatVersion: v.literal(1),
	at: v.string()
});
export type PageSeen = v.InferOutput<typeof PageSeen>;
