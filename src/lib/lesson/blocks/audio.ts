import * as v from 'valibot';
import { defaults, Media, NodeId, type BlockSpec } from '../block';

/** Something to hear; `transcript` is what is said, its paragraphs separated by line breaks. */
export const audio: BlockSpec = {
	nodes: {
		audio: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({ id: null, media: null, title: '', transcript: '' })
		}
	},
	attrs: { audio: v.object({ id: NodeId, media: Media, title: v.string(), transcript: v.string() }) },
	words: { audio: ['title', 'transcript'] },
	wants: { audio: ['media'] },
	headlines: [],
	part: null,
	tracked: false
};
