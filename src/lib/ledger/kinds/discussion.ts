import * as v from 'valibot';
import { AttemptId, Sid, Text } from './parts';

/** The main points of a discussion were written down. */
export const discussion = v.object({
	kind: v.literal('discussion'),
	attemptId: AttemptId,
	sid: Sid,
	question: Text,
	points: Text
});
