import * as v from 'valibot';
import { defaults, NodeId, Sid, type BlockSpec } from '../block';
import { CaptionTrack, MediaRef } from '../media';

/** A moment of a film in seconds from its beginning; programs write tenths. */
const Seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

/** A part of a film that has a name, from `at` on. */
export const Chapter = v.object({ at: Seconds, title: v.pipe(v.string(), v.maxLength(200)) });
export type Chapter = v.InferOutput<typeof Chapter>;

/**
 * A film with captions and a still picture for before it starts. Null media means it is still to be chosen. `media` is small
 * enough for a village's line and goes into packages; `standard` is the same film in a better picture, or null, and does not.
 * `firstViewing` forced: until it is done, nobody gets ahead of what they have seen.
 *
 * Each `cue` is a note or a question that comes up at a moment of the film. `pause`: the film waits (for a question it always
 * does). `required`: what it takes to go on. `rewindTo`: where to look again after a wrong answer.
 */
export const video: BlockSpec = {
	nodes: {
		video: {
			group: 'block',
			content: 'cue*',
			draggable: true,
			isolating: true,
			attrs: defaults({
				id: null,
				sid: null,
				media: null,
				standard: null,
				poster: null,
				captions: [],
				title: '',
				chapters: [],
				firstViewing: 'free'
			})
		},
		cue: {
			content: '(paragraph+ | question)',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, at: 0, pause: true, required: 'no', rewindTo: null })
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
			title: v.string(),
			chapters: v.optional(v.array(Chapter), []),
			firstViewing: v.optional(v.picklist(['free', 'forced']), 'free')
		}),
		cue: v.object({
			id: NodeId,
			at: Seconds,
			pause: v.boolean(),
			required: v.picklist(['no', 'answered', 'right']),
			rewindTo: v.nullable(Seconds)
		})
	},
	words: { video: ['title'] },
	wants: { video: ['media'] },
	headlines: [],
	part: null,
	tracked: true
};
