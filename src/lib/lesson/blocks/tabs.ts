import * as v from 'valibot';
import { defaults, line, NodeId, type BlockSpec } from '../block';

/** Parts of which one is seen at a time, chosen by its title. */
export const tabs: BlockSpec = {
	nodes: {
		tabs: {
			group: 'block',
			content: 'tab{2,8}',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null })
		},
		tab: {
			content: 'tabTitle (paragraph | bulletList | orderedList | image | table)+',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null })
		},
		tabTitle: line
	},
	attrs: { tabs: v.object({ id: NodeId }), tab: v.object({ id: NodeId }), tabTitle: v.object({}) },
	words: {},
	wants: {},
	headlines: ['tabTitle'],
	part: 'tab',
	tracked: false
};
