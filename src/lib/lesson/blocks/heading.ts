import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

/** A heading inside a page; the page's own title is level 1. */
export const heading: BlockSpec = {
	nodes: {
		heading: {
			group: 'block',
			content: 'inline*',
			defining: true,
			attrs: defaults({ id: null, level: 2 })
		}
	},
	attrs: { heading: v.object({ id: NodeId, level: v.picklist([2, 3]) }) },
	words: {},
	wants: {},
	headlines: ['heading'],
	part: null,
	tracked: false
};
