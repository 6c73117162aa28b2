import * as v from 'valibot';

/** What people write or read. */
export const Text = v.pipe(v.string(), v.maxLength(4000));
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
/** A tracking number; 0 for a question that has none. */
export const Sid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
export const AttemptId = v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/));
