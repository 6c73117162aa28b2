import type { Item } from '$lib/lesson';
import { expect, test } from 'vitest';
import { answerText } from './answer-text';

const said = (response: string) => ({
	id: 'q1',
	type: 'choice',
	response,
	correct: false,
	description: '',
	patterns: []
});
const tracked = {
	sid: 1,
	id: 'x',
	page: 1,
	quiz: null,
	text: '几月?',
	hint: '',
	explanation: '',
	weight: 1,
	attempts: 0,
	partial: false,
	whenRight: '',
	whenWrong: ''
};
const option = (key: string, text: string) => ({ key, text, correct: true, feedback: '' });
const choice: Item = {
	...tracked,
	kind: 'multipleChoice',
	options: [option('a', '三月'), option('b', '四月')],
	shuffle: false
};

test('an answer is read in words, in both versions of SCORM, and a wrong one shows no sign of a right one', () => {
	expect(answerText(said('a[,]b'), choice)).toBe('三月 / 四月');
	expect(answerText(said('b,z'), choice)).toBe('四月 / z');
	const statement: Item = { ...tracked, kind: 'trueFalse', answer: false };
	expect(['true', 't', 'false', 'f'].map((r) => answerText(said(r), statement))).toEqual([
		'对',
		'对',
		'错',
		'错'
	]);
	expect(answerText(said('anything'), undefined)).toBe('anything');
});

const pairs = [
	{ key: 'a', left: '螟虫', right: '虫' },
	{ key: 'b', left: '稻瘟', right: '病' }
];
const groups = [
	{ key: 'x', name: '虫', options: [option('a', '螟虫')] },
	{ key: 'y', name: '病', options: [option('b', '稻瘟')] }
];
const options = [option('a', '浸种'), option('b', '播种')];
test.each<[Item, string, string, string]>([
	[{ ...tracked, kind: 'matching', pairs }, 'a.b,b.a', 'a[.]b[,]b[.]a', '螟虫 – 病 / 稻瘟 – 虫'],
	[{ ...tracked, kind: 'grouping', groups }, 'a.x,b.x', 'a[.]x[,]b[.]x', '螟虫 – 虫 / 稻瘟 – 虫'],
	[{ ...tracked, kind: 'ordering', options }, 'b,a', 'b[,]a', '播种 → 浸种'],
	[{ ...tracked, kind: 'numeric', answer: 5, tolerance: 0, unit: '公斤' }, '12.5', '12.5', '12.5公斤'],
	[{ ...tracked, kind: 'fillIn', blanks: [] }, '水稻; 棉花', '水稻[,]棉花', '水稻 / 棉花'],
	[{ ...tracked, kind: 'scale', steps: 5, low: '', high: '' }, '4', '4', '4 / 5'],
	[{ ...tracked, kind: 'shortAnswer' }, '打药, 及时', '打药, 及时', '打药, 及时']
])('%o is read in words', (item, in12, in2004, words) => {
	expect(answerText(said(in2004), item)).toBe(words);
	expect(answerText(said(in12), item).replaceAll('; ', ' / ')).toBe(words);
});
