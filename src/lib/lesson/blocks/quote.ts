import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

/** Someone's words; `source` says whose. */
export const quote: BlockSpec = {
	nodes: {
		quote: {
			group: 'block',
			content: 'paragraph+',
			defining: true,
			attrs: defaults({ id: null, source: '' })
		}
	},
	attrs: { quote: v.object({ id: NodeId, source: v.string() }) },
	words: { quote: ['source'] },
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
