import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

/** Running text. */
export const paragraph: BlockSpec = {
	nodes: { paragraph: { group: 'block', content: 'inline*', attrs: defaults({ id: null }) } },
	attrs: { paragraph: v.object({ id: NodeId }) },
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
