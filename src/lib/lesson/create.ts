import { newId } from '$lib/base';
import { formatVersion, type Lesson, type LessonSettings } from './lesson';
import { numberLesson } from './numbering';
import { clip } from './text-limits';

/** Settings of a lesson nobody has said anything about yet. */
export const defaultSettings: LessonSettings = {
	themes: [],
	audience: '',
	minutes: 15,
	summary: '',
	passPercent: 60,
	cover: null,
	look: { name: 'plain', accent: null },
	aids: { pinyin: false, aloud: true }
};

/** An empty lesson with one page. */
export function newLesson(title: string, lang: string): Lesson {
	return numberLesson({
		formatVersion,
		lessonId: newId(),
		title: clip(title, 'title'),
		lang,
		settings: defaultSettings,
		nextSid: 1,
		doc: {
			type: 'doc',
			content: [
				{ type: 'page', attrs: { section: '' }, content: [{ type: 'pageTitle' }, { type: 'paragraph' }] }
			]
		}
	});
}

/**
 * A lesson of its own made from another (a template or a copy): same texts and files, new lesson id, same numbering. Who
 * reviewed the other one has not reviewed this one.
 */
export function copyLesson(from: Lesson, title: string): Lesson {
	const copy = { ...structuredClone(from), lessonId: newId(), title: clip(title, 'title') };
	if (copy.settings.about) copy.settings.about.reviewer = '';
	return copy;
}
