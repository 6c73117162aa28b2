import * as v from 'valibot';
import { AttemptId } from './parts';

/** How far an attempt has come by now. */
export const attemptStatus = v.object({
	kind: v.literal('attempt-status'),
	attemptId: AttemptId,
	completion: v.picklist(['completed', 'incomplete']),
	success: v.picklist(['passed', 'failed', 'unknown']),
	scaled: v.nullable(v.pipe(v.number(), v.minValue(-1), v.maxValue(1))),
	/** Seconds spent in the attempt so far, over all its sittings. */
	seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(1e9))
});
