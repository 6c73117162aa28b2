import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';
import { MediaRef } from '../media';

/** A picture. `alt` says in words what it shows; null media means the picture is still to be chosen. */
export const image: BlockSpec = {
	nodes: {
		image: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({ id: null, media: null, alt: '' })
		}
	},
	attrs: { image: v.object({ id: NodeId, media: v.nullable(MediaRef), alt: v.string() }) },
	tracked: false
};
