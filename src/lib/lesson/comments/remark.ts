import * as v from 'valibot';

/** A place in a block's text: the words, and which of their occurrences in the block it is (from 0) of how many. */
const Quote = v.object({
	text: v.pipe(v.string(), v.maxLength(2000)),
	nth: v.pipe(v.number(), v.integer(), v.minValue(0)),
	of: v.pipe(v.number(), v.integer(), v.minValue(1))
});
export type Quote = v.InferOutput<typeof Quote>;

const text = v.pipe(v.string(), v.maxLength(2000));
const RemarkId = v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/));

/**
 * One thing said about a block; never changed afterwards. A `comment` or `suggestion` opens a thread named by its own id, everything
 * else belongs to one: a `reply`, or what became of it.
 */
export const NewRemark = v.variant('says', [
	v.object({
		says: v.literal('comment'),
		id: RemarkId,
		blockId: v.string(),
		/** What the block said, for the day it is gone. */
		about: text,
		text: v.pipe(text, v.minLength(1))
	}),
	v.object({
		says: v.literal('suggestion'),
		id: RemarkId,
		blockId: v.string(),
		about: text,
		text,
		quote: Quote,
		/** What should stand in place of the quote. */
		replacement: text
	}),
	v.object({ says: v.literal('reply'), id: RemarkId, thread: RemarkId, text: v.pipe(text, v.minLength(1)) }),
	v.object({
		says: v.picklist(['resolved', 'reopened', 'accepted', 'refused']),
		id: RemarkId,
		thread: RemarkId
	})
]);
export type NewRemark = v.InferOutput<typeof NewRemark>;

/** A remark with who made it and when (ms since 1970). */
export const Remark = v.intersect([NewRemark, v.object({ by: v.string(), at: v.number() })]);
export type Remark = v.InferOutput<typeof Remark>;
