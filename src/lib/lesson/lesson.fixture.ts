import { newLesson } from './create';
import type { Lesson } from './lesson';
import { numberLesson } from './numbering';

/** The shortest lesson that can be released: a title and one sentence. */
export function oneSentence(title: string): Lesson {
	const sentence = { type: 'paragraph', content: [{ type: 'text', text: '晒种两天。' }] };
	const page = { type: 'page', attrs: { section: '' }, content: [{ type: 'pageTitle' }, sentence] };
	return numberLesson({ ...newLesson(title, 'zh-CN'), doc: { type: 'doc', content: [page] } });
}
