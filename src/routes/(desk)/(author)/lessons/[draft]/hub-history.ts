import type { DraftSession, LessonHistory } from '$lib/editor';
import { drafts } from '$lib/hub/protocol';
import { ask } from '../hub-request';

/** A draft's versions on the hub; new ones go there with the draft's saves. */
export const hubHistory = (session: DraftSession): LessonHistory => ({
	list: () => ask(drafts.versions, { draft: session.draftId }),
	open: (number) => ask(drafts.version, { draft: session.draftId, number }),
	keep: (reason, name, lesson) => session.keepVersion(reason, name, lesson),
	get waiting() {
		return session.waiting;
	}
});
