import type { Item } from '$lib/lesson';
import { expect, test } from 'vitest';
import { answerText } from './answer-text';

const said = (response: string) => ({ id: 'q1', type: 'choice', response, correct: false, description: '' });
const tracked = { sid: 1, id: 'x', page: 1, text: '几月?', explanation: '', weight: 1 };
const choice: Item = {
	...tracked,
	kind: 'multipleChoice',
	options: [
		{ key: 'a', text: '三月', correct: true },
		{ key: 'b', text: '四月', correct: true }
	]
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
