import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

/** What a callout is: advice, something to beware of, or an article of law. */
export const calloutTones = ['tip', 'warning', 'law'] as const;

/** Something that stands out from the text; `source` names where it comes from, such as a law and its article. */
export const callout: BlockSpec = {
	nodes: {
		callout: {
			group: 'block',
			content: '(paragraph | bulletList | orderedList)+',
			defining: true,
			attrs: defaults({ id: null, tone: 'tip', source: '' })
		}
	},
	attrs: { callout: v.object({ id: NodeId, tone: v.picklist(calloutTones), source: v.string() }) },
	words: { callout: ['source'] },
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
