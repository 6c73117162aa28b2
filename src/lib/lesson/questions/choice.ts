import * as v from 'valibot';
import { defaults, OptionKey } from '../block';
import {
	explanation,
	Line,
	Marked,
	markedAttrs,
	markedWords,
	prompt,
	question,
	questionNode
} from './common';

/**
 * One answer to choose, sort or put in order; `key` is permanent and survives reordering, null only before it is given.
 * `feedback` is said to who chose it.
 */
const option = {
	content: 'inline*',
	defining: true,
	attrs: defaults({ key: null, correct: false, feedback: '' })
};
const choiceNode = {
	...questionNode,
	content: 'prompt option{2,36} explanation',
	attrs: markedAttrs({ shuffle: false })
};
const Choice = Marked({ shuffle: v.boolean() });

/** A question with exactly one right answer. `shuffle`: each learner sees the options in an order of their own. */
export const singleChoice = question(
	{ singleChoice: choiceNode, prompt, option, explanation },
	{
		singleChoice: Choice,
		prompt: v.object({}),
		option: v.object({ key: v.nullable(OptionKey), correct: v.boolean(), feedback: Line }),
		explanation: v.object({})
	},
	{ singleChoice: markedWords, option: ['feedback'] }
);

/** A question with any number of right answers. */
export const multipleChoice = question(
	{ multipleChoice: choiceNode },
	{ multipleChoice: Choice },
	{ multipleChoice: markedWords }
);

/** A statement that is right or wrong; `answer` is null until the author has said which. */
export const trueFalse = question(
	{
		trueFalse: { ...questionNode, content: 'prompt explanation', attrs: markedAttrs({ answer: null }) }
	},
	{ trueFalse: Marked({ answer: v.nullable(v.boolean()) }) },
	{ trueFalse: markedWords }
);
