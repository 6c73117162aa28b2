import * as v from 'valibot';
import { defaults, NodeId, Sid, type BlockSpec } from '../block';

/** A prompt to talk about together: `minutes` on the timer, main points written down `by` group or person. */
export const discussion: BlockSpec = {
	nodes: {
		discussion: {
			group: 'block',
			content: 'prompt',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, sid: null, minutes: 10, by: 'group' })
		}
	},
	attrs: {
		discussion: v.object({
			id: NodeId,
			sid: Sid,
			minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
			by: v.picklist(['group', 'person'])
		})
	},
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: true
};
