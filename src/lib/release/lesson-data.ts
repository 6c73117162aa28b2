import type { Item } from '$lib/lesson';

/** What the run-time reads of a lesson: `lesson.json` in its package, and in the page itself. The compiler writes both. */
export interface LessonData {
	formatVersion: number;
	lessonId: string;
	title: string;
	lang: string;
	passPercent: number | null;
	/** Whether pages can be read aloud. */
	aloud: boolean;
	items: Item[];
}
