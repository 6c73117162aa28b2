import { NewRemark } from '$lib/lesson/comments';
import * as v from 'valibot';
import type { DocumentKind } from './kind';

/** `comment:<draftId>:<id>` in `lessons`: one remark on a draft. Written once by the hub for the one who made it, never changed. */
export const Comment = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('comment'),
	formatVersion: v.literal(1),
	draftId: v.string(),
	by: v.string(),
	at: v.number(),
	remark: NewRemark
});
export type Comment = v.InferOutput<typeof Comment>;

export const commentKind: DocumentKind<Comment> = {
	kind: 'comment',
	formatVersion: 1,
	schema: Comment,
	steps: {}
};
