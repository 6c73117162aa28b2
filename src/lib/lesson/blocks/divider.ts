import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

/** A line between two thoughts. */
export const divider: BlockSpec = {
	nodes: { divider: { group: 'block', atom: true, draggable: true, attrs: defaults({ id: null }) } },
	attrs: { divider: v.object({ id: NodeId }) },
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
