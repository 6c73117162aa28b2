import * as v from 'valibot';
import { text } from './text-limits';

/** A file of a lesson, named by its content. `seconds`, `width` and `height` (pixels) are known for video, sizes for images. */
export const MediaRef = v.object({
	sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
	size: v.pipe(v.number(), v.integer(), v.minValue(0)),
	type: text('label'),
	name: text('fileName'),
	width: v.optional(v.number()),
	height: v.optional(v.number()),
	seconds: v.optional(v.number())
});
export type MediaRef = v.InferOutput<typeof MediaRef>;

/** One caption track of a video (WebVTT). */
export const CaptionTrack = v.object({ lang: text('lang'), label: text('label'), media: MediaRef });
export type CaptionTrack = v.InferOutput<typeof CaptionTrack>;
