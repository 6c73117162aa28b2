import type { Item } from '$lib/lesson';
import * as v from 'valibot';

const tracked = { sid: v.number(), id: v.string(), page: v.number(), text: v.string() };
const line = v.optional(v.string(), '');
const no = v.optional(v.boolean(), false);
const asked = {
	...tracked,
	quiz: v.optional(v.nullable(v.number()), null),
	hint: line,
	explanation: v.string()
};
const marked = {
	...asked,
	weight: v.number(),
	attempts: v.optional(v.number(), 0),
	partial: no,
	whenRight: line,
	whenWrong: line
};
const option = { key: v.string(), text: v.string(), correct: v.boolean(), feedback: line };
const Options = v.array(v.object(option));
const choice = { ...marked, options: Options, shuffle: no };

/** The index of questions, films, stories and prompts of a release. What format 1 did not say has its default. */
export const ReleaseItem: v.GenericSchema<unknown, Item> = v.variant('kind', [
	v.object({ kind: v.literal('page'), ...tracked }),
	v.object({
		kind: v.literal('video'),
		...tracked,
		seconds: v.number(),
		required: v.optional(v.array(v.number()), [])
	}),
	v.object({ kind: v.literal('singleChoice'), ...choice }),
	v.object({ kind: v.literal('multipleChoice'), ...choice }),
	v.object({ kind: v.literal('trueFalse'), ...marked, answer: v.boolean() }),
	v.object({
		kind: v.literal('fillIn'),
		...marked,
		blanks: v.array(v.object({ key: v.string(), answers: v.array(v.string()) }))
	}),
	v.object({
		kind: v.literal('numeric'),
		...marked,
		answer: v.number(),
		tolerance: v.number(),
		unit: v.string()
	}),
	v.object({
		kind: v.literal('matching'),
		...marked,
		pairs: v.array(v.object({ key: v.string(), left: v.string(), right: v.string() }))
	}),
	v.object({ kind: v.literal('ordering'), ...marked, options: Options }),
	v.object({
		kind: v.literal('grouping'),
		...marked,
		groups: v.array(v.object({ key: v.string(), name: v.string(), options: Options }))
	}),
	v.object({
		kind: v.literal('hotspot'),
		...marked,
		areas: v.array(
			v.object({
				...option,
				shape: v.picklist(['rectangle', 'ellipse']),
				x: v.number(),
				y: v.number(),
				width: v.number(),
				height: v.number()
			})
		)
	}),
	v.object({ kind: v.literal('shortAnswer'), ...asked }),
	v.object({ kind: v.literal('scale'), ...asked, steps: v.number(), low: v.string(), high: v.string() }),
	v.object({
		kind: v.literal('quiz'),
		...tracked,
		draw: v.nullable(v.number()),
		shuffle: v.boolean(),
		passPercent: v.nullable(v.number())
	}),
	v.object({ kind: v.literal('scenario'), ...tracked, scenes: v.array(v.string()) }),
	v.object({
		kind: v.literal('discussion'),
		...tracked,
		minutes: v.number(),
		by: v.picklist(['group', 'person'])
	})
]);
