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
