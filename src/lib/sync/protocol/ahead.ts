import { Done, Envelope, post } from '$lib/base';
import * as v from 'valibot';

/** Documents signed by the hub itself that a station has and the hub seems to have lost: it was put back from a backup. */
export const Ahead = v.strictObject({
	head: v.optional(Envelope),
	site: v.optional(Envelope),
	releases: v.optional(v.pipe(v.array(Envelope), v.maxLength(50)))
});
export type Ahead = v.InferOutput<typeof Ahead>;

/** A station that knows more than the hub says what. */
export const ahead = post('/ahead', Done, Ahead);
