import { describe, expect, it } from 'vitest';
import { itemsOf, newLesson, numberLesson, type NodeJson } from '..';
import { giveawaysOf } from './didactics';

const line = (type: string, text: string, attrs?: object): NodeJson => ({
	type,
	...(attrs && { attrs: { ...attrs } }),
	content: text ? [{ type: 'text', text }] : []
});
const single = (asked: string, options: string[], right: number, shuffle = true): NodeJson => ({
	type: 'singleChoice',
	attrs: { shuffle },
	content: [
		line('prompt', asked),
		...options.map((text, i) => line('option', text, { correct: i === right })),
		line('explanation', '因为。')
	]
});
const statement = (asked: string, answer: boolean): NodeJson => ({
	type: 'trueFalse',
	attrs: { answer },
	content: [line('prompt', asked), line('explanation', '因为。')]
});
const gap = (asked: string, answer: string): NodeJson => ({
	type: 'fillIn',
	content: [line('prompt', asked), line('blank', answer), line('explanation', '因为。')]
});
const codes = (...blocks: NodeJson[]) => {
	const lesson = newLesson('课', 'zh-CN');
	const page = { type: 'page', content: [line('pageTitle', '页'), ...blocks] };
	return giveawaysOf(itemsOf(numberLesson({ ...lesson, doc: { type: 'doc', content: [page] } }))).map(
		({ code }) => code
	);
};
const times = (n: number, make: (i: number) => NodeJson) => Array.from({ length: n }, (_, i) => make(i));

describe('questions that can be answered without having learned', () => {
	const long = (i: number) => single(`问${i}`, ['不管', '照着标签上的量用不多加', '问人'], 1);
	const even = (i: number) => single(`又问${i}`, ['早上打药', '晚上打药', '中午打药'], 1);
	it('the right answer is the longest in most of three or more', () => {
		expect(codes(...times(3, long))).toEqual(['right_longest']);
		expect(codes(...times(3, long), ...times(2, even))).toEqual(['right_longest']);
	});
	it('and nothing is said of two questions, of half of them, or of answers equally long', () => {
		expect(codes(...times(2, long))).toEqual([]);
		expect(codes(...times(3, long), ...times(3, even))).toEqual([]);
		expect(codes(...times(6, even))).toEqual([]);
		const nearly = (i: number) => single(`问${i}`, ['早上打', '傍晚再打', '中午打'], 1);
		expect(codes(...times(3, nearly))).toEqual([]);
	});
	it('a right answer is never first where the author’s order is shown', () => {
		const at = (right: number, shuffle: boolean) => (i: number) =>
			single(`问${i}`, ['早上', '晚上', '中午'], right, shuffle);
		expect(codes(...times(3, at(1, false)))).toEqual(['right_never_first']);
		expect(codes(...times(3, at(1, true)))).toEqual([]);
		expect(codes(...times(3, at(1, false)), at(0, false)(9))).toEqual([]);
	});
	it.each([
		[[false, false, false], true],
		[[true, true, true, true, false], true],
		[[true, true, false], false],
		[[true, true, true, false], false],
		[[false, false], false]
	])('statements that are %j lean one way: %s', (answers, leans) => {
		expect(codes(...answers.map((answer, i) => statement(`句${i}`, answer)))).toEqual(
			leans ? ['true_false_leans'] : []
		);
	});
});

describe('questions that answer each other', () => {
	it('an answer stands in the words of another question, marks and spaces aside', () => {
		expect(
			codes(
				single('大会多久开一次？', ['一般每季度一次', '一般每年一次'], 0),
				statement('支部大会一般 “每季度” 一次，由书记主持。', true)
			)
		).toEqual(['question_answers_other']);
		expect(codes(gap('宗旨是____。', '为人民服务'), statement('全心全意为人民服务是宗旨。', true))).toEqual([
			'question_answers_other'
		]);
	});
	it('a short answer, a wrong one, and words the question itself names give nothing away', () => {
		expect(codes(single('几年？', ['五年', '三年'], 0), statement('任期五年。', true))).toEqual([]);
		expect(
			codes(single('怎么办？', ['挂断不转账', '先转一半看看'], 0), statement('可以先转一半看看。', false))
		).toEqual([]);
		expect(
			codes(
				single('打110报警还是不报警？', ['打110报警', '不报警'], 0),
				statement('受骗后要打 110 报警。', true)
			)
		).toEqual([]);
	});
});
