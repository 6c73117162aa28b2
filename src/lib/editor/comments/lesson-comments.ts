import type { NewRemark, Remark } from '$lib/lesson/comments';

/** What people say about a lesson, wherever it is kept. Both need the hub and reject with a `UserError`. */
export interface LessonComments {
	list(): Promise<Remark[]>;
	add(remark: NewRemark): Promise<Remark>;
	/** Whether this person decides about suggestions. */
	readonly decides: boolean;
}
