import * as v from 'valibot';
import { defaults, Media, NodeId, type BlockSpec } from '../block';

/** Several pictures, each with its words. */
export const gallery: BlockSpec = {
	nodes: {
		gallery: {
			group: 'block',
			content: 'galleryImage{1,24}',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null })
		},
		galleryImage: {
			atom: true,
			draggable: true,
			attrs: defaults({ id: null, media: null, alt: '', caption: '' })
		}
	},
	attrs: {
		gallery: v.object({ id: NodeId }),
		galleryImage: v.object({ id: NodeId, media: Media, alt: v.string(), caption: v.string() })
	},
	words: { galleryImage: ['alt', 'caption'] },
	wants: { galleryImage: ['media'] },
	headlines: [],
	part: 'galleryImage',
	tracked: false
};
