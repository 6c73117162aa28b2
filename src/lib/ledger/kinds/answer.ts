import * as v from 'valibot';
import { AttemptId, Count, Sid, Text } from './parts';

/** A question was answered. */
export const answer = v.object({
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
});
