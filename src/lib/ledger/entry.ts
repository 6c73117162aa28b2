import * as v from 'valibot';

/** How a person was known when an entry was made. */
export const identifiedBy = ['list', 'pin', 'keeper', 'station'] as const;
export type IdentifiedBy = (typeof identifiedBy)[number];

const Text = v.pipe(v.string(), v.maxLength(4000));
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
/** A tracking number; 0 for a question that has none. */
const Sid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const AttemptId = v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/));

/** What was recorded; each variant is one kind of entry. With a new one rises `figuresFormat`, so that what was set aside is counted. */
export const EntryBody = v.variant('kind', [
	v.object({ kind: v.literal('station-opened'), program: Text }),
	v.object({
		kind: v.literal('attempt-opened'),
		attemptId: AttemptId,
		lessonId: Id,
		release: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9999)),
		title: Text,
		resumed: v.boolean()
	}),
	v.object({
		kind: v.literal('answer'),
		attemptId: AttemptId,
		/** 0 for a question that has none: then `item` names it. */
		sid: Sid,
		/** In a course made elsewhere: the step, then the package's own name for the interaction. */
		item: v.optional(v.pipe(Text, v.notValue('__proto__'))),
		/** Its SCORM type and the right answers, as the package says. */
		type: v.optional(Text),
		patterns: v.optional(v.array(Text)),
		question: Text,
		/** As SCORM 2004 writes a learner response. */
		response: Text,
		/** The same in words. */
		text: Text,
		correct: v.nullable(v.boolean()),
		tries: Count
	}),
	v.object({
		kind: v.literal('discussion'),
		attemptId: AttemptId,
		sid: Sid,
		question: Text,
		points: Text
	}),
	v.object({
		kind: v.literal('attempt-status'),
		attemptId: AttemptId,
		completion: v.picklist(['completed', 'incomplete']),
		success: v.picklist(['passed', 'failed', 'unknown']),
		scaled: v.nullable(v.pipe(v.number(), v.minValue(-1), v.maxValue(1))),
		/** Seconds spent in the attempt so far, over all its sittings. */
		seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(1e9))
	}),
	v.object({ kind: v.literal('keeper-unlocked') }),
	v.object({ kind: v.literal('correction'), of: Count, reason: Text })
]);
export type EntryBody = v.InferOutput<typeof EntryBody>;

/** Who an entry is about, and how that was known. `name` is as it stood in the roster. */
export const EntryPerson = v.object({ id: Id, name: Text, how: v.picklist(identifiedBy) });
export type EntryPerson = v.InferOutput<typeof EntryPerson>;

/**
 * One recorded fact. `seq` counts over a device's whole life without gaps; `at` is the station's clock, `monotonic` the
 * milliseconds since this run of the station (`bootId`) began, which no wrong clock can change.
 */
export const Entry = v.object({
	seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	at: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.isoTimestamp()),
	bootId: Text,
	monotonic: v.pipe(v.number(), v.minValue(0)),
	by: EntryPerson,
	body: EntryBody
});
export type Entry = v.InferOutput<typeof Entry>;

/** What every entry will always hold, whatever program wrote it. */
const AnyEntry = v.looseObject({ seq: v.number(), body: v.looseObject({ kind: v.string() }) });

const kinds: ReadonlySet<string> = new Set(EntryBody.options.map(({ entries }) => entries.kind.literal));

/** An entry as this program understands it: `newer` when its kind is not known here yet, `invalid` when it makes no sense. */
export type EntryRead = { state: 'known'; entry: Entry } | { state: 'newer' | 'invalid' };

/**
 * Reads an entry of a page that may have been written by another version of the program. Never throws: a page that was
 * well signed is kept whatever its entries say, or its chain would stand still for ever.
 */
export function readEntry(raw: unknown): EntryRead {
	const known = v.safeParse(Entry, raw);
	if (known.success) return { state: 'known', entry: known.output };
	const any = v.safeParse(AnyEntry, raw);
	return { state: any.success && !kinds.has(any.output.body.kind) ? 'newer' : 'invalid' };
}
