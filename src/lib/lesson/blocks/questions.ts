import * as v from 'valibot';
import { defaults, NodeId, OptionKey, Sid, type BlockSpec } from '../block';

const question = { group: 'block', defining: true, isolating: true } as const;
const Weight = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const Choice = v.object({ id: NodeId, sid: Sid, weight: Weight });

/** What is asked, in a question or a discussion. */
const prompt = { content: 'inline*', defining: true };
/** Shown after answering. */
const explanation = { content: 'inline*', defining: true };
/** One answer to choose; `key` is permanent and survives reordering. Null only before it is given. */
const option = { content: 'inline*', defining: true, attrs: defaults({ key: null, correct: false }) };

/** A question with exactly one right answer. */
export const singleChoice: BlockSpec = {
	nodes: {
		singleChoice: {
			...question,
			content: 'prompt option{2,36} explanation',
			attrs: defaults({ id: null, sid: null, weight: 1 })
		},
		prompt,
		option,
		explanation
	},
	attrs: {
		singleChoice: Choice,
		prompt: v.object({}),
		option: v.object({ key: v.nullable(OptionKey), correct: v.boolean() }),
		explanation: v.object({})
	},
	tracked: true
};

/** A question with any number of right answers, right when exactly those are chosen. */
export const multipleChoice: BlockSpec = {
	nodes: {
		multipleChoice: {
			...question,
			content: 'prompt option{2,36} explanation',
			attrs: defaults({ id: null, sid: null, weight: 1 })
		}
	},
	attrs: { multipleChoice: Choice },
	tracked: true
};

/** A statement that is right or wrong; `answer` is null until the author has said which. */
export const trueFalse: BlockSpec = {
	nodes: {
		trueFalse: {
			...question,
			content: 'prompt explanation',
			attrs: defaults({ id: null, sid: null, weight: 1, answer: null })
		}
	},
	attrs: { trueFalse: v.object({ ...Choice.entries, answer: v.nullable(v.boolean()) }) },
	tracked: true
};
