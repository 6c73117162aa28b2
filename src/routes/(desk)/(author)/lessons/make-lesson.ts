import { drafts } from '$lib/hub/protocol';
import type { Lesson } from '$lib/lesson';
import { ask } from './hub-request';

/** Makes a draft of its own from a lesson and gives its address. Asked again for the same lesson, it gives the same draft. */
export async function makeLesson(lesson: Lesson): Promise<string> {
	const made = await ask(drafts.bring, { body: { key: lesson.lessonId, lesson } });
	return `/lessons/${made.draftId}`;
}
