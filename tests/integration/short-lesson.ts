import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';
import { line, option, paragraph, question } from '../e2e/nodes';

const page = (title: string, ...blocks: NodeJson[]): NodeJson => ({
	type: 'page',
	content: [line('pageTitle', title), ...blocks]
});

/** Three pages with two questions, of which `asked` is the first: quick to play through. */
export const shortLesson = (asked = '几月育秧？'): Lesson =>
	numberLesson({
		...newLesson('育秧', 'zh-CN'),
		lessonId: 'fixture0short',
		doc: {
			type: 'doc',
			content: [
				page('看一看', paragraph('秧好一半谷。')),
				page('第一题', question('singleChoice', asked, [option('a', '三月', true), option('b', '六月')])),
				page('第二题', question('trueFalse', '种子要晒。', [], { answer: true }))
			]
		}
	});

/** The same lesson after its author went on: another first question, a page and a question in between, another title. */
export function editedLesson(): Lesson {
	const lesson = shortLesson();
	const text = JSON.stringify(lesson).replace('几月育秧？', '早稻几月育秧？').replace('看一看', '先看一看');
	const edited = JSON.parse(text) as Lesson;
	const added = page('插进来的题', question('trueFalse', '秧田要平。', [], { answer: true }));
	return numberLesson({
		...edited,
		doc: { ...edited.doc, content: edited.doc.content?.toSpliced(2, 0, added) ?? [] }
	});
}
