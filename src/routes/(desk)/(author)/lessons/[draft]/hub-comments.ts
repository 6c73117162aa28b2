import type { DraftSession, LessonComments } from '$lib/editor';
import { drafts } from '$lib/hub/protocol';
import { ask } from '../hub-request';

/** What is said about a draft, on the hub. */
export const hubComments = (session: DraftSession, decides: boolean): LessonComments => ({
	list: () => ask(drafts.comments, { draft: session.draftId }),
	add: (body) => ask(drafts.comment, { draft: session.draftId, body }),
	decides
});
