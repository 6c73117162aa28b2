import * as v from 'valibot';
import { defaults, OptionKey } from '../block';
import { Marked, markedAttrs, markedWords, question, questionNode } from './common';

const line = { content: 'inline*', defining: true };

/** Two columns to bring together: each pair's sides belong to each other. */
export const matching = question(
	{
		matching: { ...questionNode, content: 'prompt pair{2,12} explanation', attrs: markedAttrs() },
		pair: { content: 'pairLeft pairRight', defining: true, attrs: defaults({ key: null }) },
		pairLeft: line,
		pairRight: line
	},
	{
		matching: Marked({}),
		pair: v.object({ key: v.nullable(OptionKey) }),
		pairLeft: v.object({}),
		pairRight: v.object({})
	},
	{ matching: markedWords }
);

/** Steps to put in order; the lesson holds them in the right one. */
export const ordering = question(
	{ ordering: { ...questionNode, content: 'prompt option{2,20} explanation', attrs: markedAttrs() } },
	{ ordering: Marked({}) },
	{ ordering: markedWords }
);

/** Things to sort into groups; each option stands in the group it belongs to. Option keys are unique in the question. */
export const grouping = question(
	{
		grouping: { ...questionNode, content: 'prompt group{2,6} explanation', attrs: markedAttrs() },
		group: { content: 'groupName option{1,18}', defining: true, attrs: defaults({ key: null }) },
		groupName: line
	},
	{
		grouping: Marked({}),
		group: v.object({ key: v.nullable(OptionKey) }),
		groupName: v.object({})
	},
	{ grouping: markedWords }
);
