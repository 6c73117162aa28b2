import * as v from 'valibot';
import { defaults, OptionKey } from '../block';
import {
	Asked,
	askedAttrs,
	askedWords,
	Line,
	Marked,
	markedAttrs,
	markedWords,
	question,
	questionNode
} from './common';

/**
 * Gaps to fill in. Each `blank` holds what is accepted, several answers separated by `|`; the gaps in the prompt are runs
 * of underscores or empty brackets, in order; blanks without a gap in the prompt stand below it.
 */
export const fillIn = question(
	{
		fillIn: { ...questionNode, content: 'prompt blank{1,10} explanation', attrs: markedAttrs() },
		blank: { content: 'text*', marks: '', defining: true, attrs: defaults({ key: null }) }
	},
	{ fillIn: Marked({}), blank: v.object({ key: v.nullable(OptionKey) }) },
	{ fillIn: markedWords }
);

/** A number, right within `tolerance` of `answer` (null until the author has said it), in `unit`. */
export const numeric = question(
	{
		numeric: {
			...questionNode,
			content: 'prompt explanation',
			attrs: markedAttrs({ answer: null, tolerance: 0, unit: '' })
		}
	},
	{
		numeric: Marked({
			answer: v.nullable(v.pipe(v.number(), v.finite())),
			tolerance: v.pipe(v.number(), v.minValue(0), v.finite()),
			unit: Line
		})
	},
	{ numeric: [...markedWords, 'unit'] }
);

/** An answer in the learner's own words; nothing marks it. The explanation is a model answer, shown afterwards. */
export const shortAnswer = question(
	{ shortAnswer: { ...questionNode, content: 'prompt explanation', attrs: askedAttrs() } },
	{ shortAnswer: Asked({}) },
	{ shortAnswer: askedWords }
);

/** How far somebody agrees, on a scale of `steps` from `low` to `high`; nothing marks it. */
export const scale = question(
	{
		scale: {
			...questionNode,
			content: 'prompt',
			attrs: askedAttrs({ steps: 5, low: '', high: '' })
		}
	},
	{
		scale: Asked({
			steps: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(7)),
			low: Line,
			high: Line
		})
	},
	{ scale: [...askedWords, 'low', 'high'] }
);
