import * as v from 'valibot';

/** How a person was known when an entry was made. */
export const identifiedBy = ['list', 'pin', 'keeper', 'station'] as const;
export type IdentifiedBy = (typeof identifiedBy)[number];

const Text = v.pipe(v.string(), v.maxLength(4000));
const AttemptId = v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/));

/** What was recorded; each variant is one kind of entry. */
export const EntryBody = v.variant('kind', [
	v.object({ kind: v.literal('station-opened'), program: Text }),
	v.object({
		kind: v.literal('attempt-opened'),
		attemptId: AttemptId,
		lessonId: v.string(),
		release: v.number(),
		title: Text,
		resumed: v.boolean()
	}),
	v.object({
		kind: v.literal('answer'),
		attemptId: AttemptId,
		/** 0 for a question that has none: then `item` names it. */
		sid: v.number(),
		/** In a course made elsewhere: the step, then the package's own name for the interaction. */
		item: v.optional(Text),
		/** Its SCORM type and the right answers, as the package says. */
		type: v.optional(Text),
		patterns: v.optional(v.array(Text)),
		question: Text,
		/** As SCORM 2004 writes a learner response. */
		response: Text,
		/** The same in words. */
		text: Text,
		correct: v.nullable(v.boolean()),
		tries: v.number()
	}),
	v.object({
		kind: v.literal('discussion'),
		attemptId: AttemptId,
		sid: v.number(),
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
		seconds: v.pipe(v.number(), v.minValue(0))
	}),
	v.object({ kind: v.literal('keeper-unlocked') }),
	v.object({ kind: v.literal('correction'), of: v.number(), reason: Text })
]);
export type EntryBody = v.InferOutput<typeof EntryBody>;

/** Who an entry is about, and how that was known. `name` is as it stood in the roster. */
export const EntryPerson = v.object({ id: v.string(), name: v.string(), how: v.picklist(identifiedBy) });
export type EntryPerson = v.InferOutput<typeof EntryPerson>;

/**
 * One recorded fact. `seq` counts over a device's whole life without gaps; `at` is the station's clock, `monotonic` the
 * milliseconds since this run of the station (`bootId`) began, which no wrong clock can change.
 */
export const Entry = v.object({
	seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
	at: v.pipe(v.string(), v.isoTimestamp()),
	bootId: v.string(),
	monotonic: v.pipe(v.number(), v.minValue(0)),
	by: EntryPerson,
	body: EntryBody
});
export type Entry = v.InferOutput<typeof Entry>;
