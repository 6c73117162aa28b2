import type { DraftSession, LessonComments } from '$lib/editor';
import type { Remark } from '$lib/lesson/comments';
import { ask } from '../hub-request';

/** What is said about a draft, on the hub. */
export const hubComments = (session: DraftSession, decides: boolean): LessonComments => ({
	list: () => ask<Remark[]>(`/drafts/${session.draftId}/comments`),
	add: (remark) => ask<Remark>(`/drafts/${session.draftId}/comments`, remark),
	decides
});
