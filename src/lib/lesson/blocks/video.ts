import * as v from 'valibot';
import { defaults, NodeId, Sid, type BlockSpec } from '../block';
import { CaptionTrack, MediaRef } from '../media';

/** A film with captions and a still picture for before it starts. Null media means it is still to be chosen. */
export const video: BlockSpec = {
	nodes: {
		video: {
			group: 'block',
			atom: true,
			draggable: true,
			attrs: defaults({ id: null, sid: null, media: null, poster: null, captions: [], title: '' })
		}
	},
	attrs: {
		video: v.object({
			id: NodeId,
			sid: Sid,
			media: v.nullable(MediaRef),
			poster: v.nullable(MediaRef),
			captions: v.array(CaptionTrack),
			title: v.string()
		})
	},
	tracked: true
};
