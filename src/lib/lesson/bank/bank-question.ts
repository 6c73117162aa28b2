import * as v from 'valibot';
import type { NodeJson } from '../block';

/** A question to keep for other lessons. `id` names this try: sent twice, it is kept once. */
export const QuestionToKeep = v.object({
	id: v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/)),
	question: v.unknown(),
	shared: v.boolean(),
	/** Theme words to find it by. */
	words: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))), v.maxLength(12))
});
export type QuestionToKeep = v.InferOutput<typeof QuestionToKeep>;

/** A kept question, as somebody who may use it sees it. `created` in ms since 1970. */
export interface BankQuestion {
	id: string;
	question: NodeJson;
	words: string[];
	owner: string;
	/** Whether the one who asks kept it. */
	mine: boolean;
	shared: boolean;
	created: number;
}
