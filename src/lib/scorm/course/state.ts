import * as v from 'valibot';
import type { Json } from '$lib/base';

/** What a step, or a whole course, ever reached: a later start from the beginning takes nothing back. */
export const Reached = v.object({
	begun: v.boolean(),
	completion: v.picklist(['completed', 'incomplete']),
	success: v.picklist(['passed', 'failed', 'unknown']),
	/** -1 to 1. */
	scaled: v.nullable(v.pipe(v.number(), v.minValue(-1), v.maxValue(1)))
});
export type Reached = v.InferOutput<typeof Reached>;

const Values = v.record(
	v.string(),
	v.custom<Json>(() => true)
);

/** How far a learner is in a course, beside the data models of its steps. */
export const CourseState = v.object({
	/** The step that is open, or was last. */
	here: v.nullable(v.string()),
	standing: Reached,
	steps: v.record(v.string(), Reached),
	/** Which attempt of the sequencing each step's data model belongs to. */
	attempts: v.record(v.string(), v.number()),
	/** The sequencing engine's own notes. */
	sequencing: v.nullable(v.string()),
	/** Global objectives and shared data, by their IDs. */
	objectives: Values,
	data: Values
});
export type CourseState = v.InferOutput<typeof CourseState>;

export const untouched: Reached = {
	begun: false,
	completion: 'incomplete',
	success: 'unknown',
	scaled: null
};

/** What is reached after a step reported `now`. */
export const reachedAfter = (before: Reached, now: Omit<Reached, 'begun'>): Reached => ({
	begun: true,
	completion: before.completion === 'completed' ? 'completed' : now.completion,
	success: now.success === 'unknown' ? before.success : now.success,
	scaled: now.scaled ?? before.scaled
});
