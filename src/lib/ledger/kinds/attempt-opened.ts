import * as v from 'valibot';
import { AttemptId, Id, Text } from './parts';

/** Somebody opened a lesson: for the first time, on going on with it, or in a newer release. */
export const attemptOpened = v.object({
	kind: v.literal('attempt-opened'),
	attemptId: AttemptId,
	lessonId: Id,
	release: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9999)),
	title: Text,
	resumed: v.boolean()
});
