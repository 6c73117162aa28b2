import * as v from 'valibot';
import { defaults, NodeId, Sid, type BlockSpec } from '../block';
import { CaptionTrack, MediaRef } from '../media';

/**
 * A film with captions and a still picture for before it starts. Null media means it is still to be chosen. `media` is small
 * enough for a village's line and goes into packages; `standard` is the same film in a better picture, or null, and does not.
 */
export const video: BlockSpec = {
	nodes: {
		video: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({
				id: null,
				sid: null,
				media: null,
				standard: null,
				poster: null,
				captions: [],
				title: ''
			})
		}
	},
	attrs: {
		video: v.object({
			id: NodeId,
			sid: Sid,
			media: v.nullable(MediaRef),
			standard: v.optional(v.nullable(MediaRef), null),
			poster: v.nullable(MediaRef),
			captions: v.array(CaptionTrack),
			title: v.string()
		})
	},
	tracked: true
};
