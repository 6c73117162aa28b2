import * as v from 'valibot';
import { defaults, Media, NodeId, type BlockSpec } from '../block';

/** A picture. `alt` says in words what it shows, `caption` stands below it; null media means the picture is still to be chosen. */
export const image: BlockSpec = {
	nodes: {
		image: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({ id: null, media: null, alt: '', caption: '' })
		}
	},
	attrs: { image: v.object({ id: NodeId, media: Media, alt: v.string(), caption: v.string() }) },
	words: { image: ['alt', 'caption'] },
	wants: { image: ['media'] },
	headlines: [],
	part: null,
	tracked: false
};
