import * as v from 'valibot';
import { defaults, Media, NodeId, type BlockSpec } from '../block';

/** A file to take along: a form, a sheet, a handout. */
export const attachment: BlockSpec = {
	nodes: {
		attachment: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({ id: null, media: null, title: '' })
		}
	},
	attrs: { attachment: v.object({ id: NodeId, media: Media, title: v.string() }) },
	words: { attachment: ['title'] },
	wants: { attachment: ['media'] },
	headlines: [],
	part: null,
	tracked: false
};
