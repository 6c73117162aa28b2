import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

const List = v.object({ id: NodeId });

/** A list with dots. */
export const bulletList: BlockSpec = {
	nodes: {
		bulletList: { group: 'block', content: 'listItem+', attrs: defaults({ id: null }) },
		listItem: { content: 'paragraph (paragraph | bulletList | orderedList)*', defining: true }
	},
	attrs: { bulletList: List, listItem: v.object({}) },
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};

/** A numbered list. */
export const orderedList: BlockSpec = {
	nodes: { orderedList: { group: 'block', content: 'listItem+', attrs: defaults({ id: null }) } },
	attrs: { orderedList: List },
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
