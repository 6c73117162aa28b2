import * as v from 'valibot';
import { defaults, Media, NodeId, type BlockSpec } from '../block';

/** Two pictures of the same thing, to be compared; labels are shown, `…Alt` says in words what a picture shows. */
export const comparison: BlockSpec = {
	nodes: {
		comparison: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({
				id: null,
				before: null,
				after: null,
				beforeAlt: '',
				afterAlt: '',
				beforeLabel: '',
				afterLabel: ''
			})
		}
	},
	attrs: {
		comparison: v.object({
			id: NodeId,
			before: Media,
			after: Media,
			beforeAlt: v.string(),
			afterAlt: v.string(),
			beforeLabel: v.string(),
			afterLabel: v.string()
		})
	},
	words: { comparison: ['beforeAlt', 'afterAlt', 'beforeLabel', 'afterLabel'] },
	wants: { comparison: ['before', 'after'] },
	headlines: [],
	part: null,
	tracked: false
};
