import type { DraftSession, LessonHistory, VersionRow } from '$lib/editor';
import type { Lesson } from '$lib/lesson';
import { ask } from '../hub-request';

/** A draft's versions on the hub; new ones go there with the draft's saves. */
export const hubHistory = (session: DraftSession): LessonHistory => ({
	list: () => ask<VersionRow[]>(`/drafts/${session.draftId}/versions`),
	open: (number) => ask<Lesson>(`/drafts/${session.draftId}/versions/${number}`),
	keep: (reason, name, lesson) => session.keepVersion(reason, name, lesson),
	get waiting() {
		return session.waiting;
	}
});
