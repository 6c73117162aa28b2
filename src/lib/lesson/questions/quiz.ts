import * as v from 'valibot';
import { defaults, NodeId, Sid, type BlockSpec } from '../block';

/**
 * Questions that belong together. Each learner gets `draw` of them by chance (null: all), in an order of their own when
 * `shuffle`; `passPercent` is a pass mark of its own (null: only the lesson's counts).
 */
export const quiz: BlockSpec = {
	nodes: {
		quiz: {
			group: 'block',
			content: 'quizTitle question+',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, sid: null, draw: null, shuffle: false, passPercent: null })
		},
		quizTitle: { content: 'text*', marks: '', defining: true }
	},
	attrs: {
		quiz: v.object({
			id: NodeId,
			sid: Sid,
			draw: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))),
			shuffle: v.boolean(),
			passPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)))
		}),
		quizTitle: v.object({})
	},
	words: {},
	wants: {},
	headlines: ['quizTitle'],
	part: null,
	tracked: true
};
