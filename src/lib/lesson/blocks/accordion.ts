import * as v from 'valibot';
import { defaults, line, NodeId, type BlockSpec } from '../block';

/** Parts that are opened one by one by their titles. */
export const accordion: BlockSpec = {
	nodes: {
		accordion: {
			group: 'block',
			content: 'fold{1,20}',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null })
		},
		fold: {
			content: 'foldTitle (paragraph | bulletList | orderedList | image | table)+',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null })
		},
		foldTitle: line
	},
	attrs: {
		accordion: v.object({ id: NodeId }),
		fold: v.object({ id: NodeId }),
		foldTitle: v.object({})
	},
	words: {},
	wants: {},
	headlines: ['foldTitle'],
	part: 'fold',
	tracked: false
};
