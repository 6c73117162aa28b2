import * as v from 'valibot';
import type { NodeJson } from '../block';

/** Theme words to find a question by. */
const Words = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))), v.maxLength(12));

/** A question to keep for other lessons. `id` names this try: sent twice, it is kept once. */
export const QuestionToKeep = v.object({
	id: v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/)),
	question: v.unknown(),
	shared: v.boolean(),
	words: Words
});
export type QuestionToKeep = v.InferOutput<typeof QuestionToKeep>;

/** What its owner changes of a kept question; what is left out stays. `removed` takes it out of the bank, or puts it back. */
export const BankChange = v.partial(
	v.object({ question: v.unknown(), shared: v.boolean(), words: Words, removed: v.boolean() })
);
export type BankChange = v.InferOutput<typeof BankChange>;

/**
 * What is looked for in the bank, of what one may use: words that stand in a question or are theme words of it, a kind, one's own
 * or what is shared. `from`: where a page ended, to go on from there.
 */
export const BankAsked = v.object({
	find: v.optional(v.pipe(v.string(), v.maxLength(200))),
	kind: v.optional(v.pipe(v.string(), v.maxLength(40))),
	whose: v.optional(v.picklist(['all', 'mine', 'shared'])),
	from: v.optional(v.pipe(v.string(), v.maxLength(200)))
});
export type BankAsked = v.InferOutput<typeof BankAsked>;

/** A kept question, as somebody who may use it sees it. `created` in ms since 1970. */
export const BankQuestion = v.object({
	id: v.string(),
	/** It is read when it is used: of a newer program it may be one this one cannot show. */
	question: v.custom<NodeJson>((node) => typeof node === 'object' && node !== null && 'type' in node),
	words: v.array(v.string()),
	owner: v.string(),
	/** Whether the one who asks kept it. */
	mine: v.boolean(),
	shared: v.boolean(),
	created: v.number()
});
export type BankQuestion = v.InferOutput<typeof BankQuestion>;

/** The answer: the newest of them; `from` goes on where there may be more, null at the end. */
export const BankPage = v.object({ questions: v.array(BankQuestion), from: v.nullable(v.string()) });
export type BankPage = v.InferOutput<typeof BankPage>;
