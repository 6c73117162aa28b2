import { courseOfLesson } from '$lib/scorm/course';
import { expect, it } from 'vitest';
import { foreignAnswer } from './foreign-answer';

const step = { ...courseOfLesson('育秧', 'a.html', '2004').items[0]!, id: 'A' };
const said = (type: string, response: string, more: object = {}) =>
	foreignAnswer(
		'abcdef',
		step,
		{
			id: 'urn:driver:%E5%87%A0%E6%9C%88',
			type,
			response,
			correct: true,
			description: '',
			patterns: ['b'],
			...more
		},
		1
	);

it('an answer in a package from elsewhere has the step in its name, and words where the package has some', () => {
	expect(said('choice', 'urn:driver:%E4%B8%89%E6%9C%88[,]b')).toMatchObject({
		kind: 'answer',
		sid: 0,
		item: 'A:urn:driver:%E5%87%A0%E6%9C%88',
		type: 'choice',
		patterns: ['b'],
		question: '育秧 · 几月',
		text: '三月 / b',
		response: 'urn:driver:%E4%B8%89%E6%9C%88[,]b'
	});
	expect(said('choice', 'a', { description: '{lang=zh}几月播种？' })).toMatchObject({
		question: '几月播种？'
	});
});

it.each([
	['true-false', 't', '对'],
	['true-false', 'false', '错'],
	['matching', '1[.]a[,]2[.]b', '1 – a / 2 – b'],
	['sequencing', 'c[,]b', 'c → b'],
	['fill-in', '{case_matters=false}{lang=zh}水稻', '水稻'],
	['other', '100%', '100%']
])('%s: %s reads %s', (type, response, text) => {
	expect(said(type, response)).toMatchObject({ text });
});
