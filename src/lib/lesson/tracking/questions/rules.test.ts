import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAnswerTo, aQuestion, choice } from '../../testing';
import { comparable, isMarked, judge, numberIn, rightAnswer, type QuestionItem } from '..';

const asked = aQuestion(7).chain((item) => fc.tuple(fc.constant(item), anAnswerTo(item)));
const withPartial = <I extends QuestionItem>(item: I, partial: boolean): I => ({ ...item, partial });

describe('the rules of marking', () => {
	it('the right answer earns everything, in every kind', () => {
		fc.assert(
			fc.property(aQuestion(7), (item) => {
				if (isMarked(item)) expect(judge(item, rightAnswer(item))).toEqual({ correct: true, score: 1 });
			})
		);
	});
	it('a score lies between 0 and 1, and is 1 exactly when the answer is right', () => {
		fc.assert(
			fc.property(asked, ([item, response]) => {
				const { correct, score } = judge(item, response);
				if (!isMarked(item)) {
					expect([correct, score]).toEqual([null, null]);
					return;
				}
				expect(score).toBeGreaterThanOrEqual(0);
				expect(score).toBeLessThanOrEqual(1);
				expect(score === 1).toBe(correct);
			})
		);
	});
	it('partial credit never takes points, and without it there is all or nothing', () => {
		fc.assert(
			fc.property(asked, ([item, response]) => {
				if (!isMarked(item)) return;
				const [part, all] = [true, false].map(
					(partial) => judge(withPartial(item, partial), response).score!
				);
				expect(part).toBeGreaterThanOrEqual(all!);
				expect([0, 1]).toContain(all);
			})
		);
	});
	it('the order in which one ticks does not matter, that in which one arranges does', () => {
		fc.assert(
			fc.property(asked, ([item, response]) => {
				if (!Array.isArray(response) || item.kind === 'ordering' || item.kind === 'fillIn') return;
				expect(judge(item, [...response].reverse())).toEqual(judge(item, response));
			})
		);
	});
	it('anything that is no answer earns nothing and breaks nothing', () => {
		fc.assert(
			fc.property(aQuestion(7), fc.anything(), (item, response) => {
				const { score } = judge(item, { response });
				if (isMarked(item)) expect(score).toBe(0);
			})
		);
	});
	it('one wrong tick takes one right tick away', () => {
		const item = withPartial(choice(1, 'multipleChoice', 'abcd', 'ab'), true);
		expect(judge(item, ['a'])).toEqual({ correct: false, score: 0.5 });
		expect(judge(item, ['a', 'b', 'c']).score).toBe(0.5);
		expect(judge(item, ['a', 'c', 'd']).score).toBe(0);
	});
	it('ticking everything does not pay', () => {
		fc.assert(
			fc.property(aQuestion(7), (item) => {
				if (item.kind !== 'multipleChoice' || item.options.every((o) => o.correct)) return;
				const all = judge(
					withPartial(item, true),
					item.options.map((o) => o.key)
				);
				expect(all.score).toBeLessThan(1);
			})
		);
	});
});

describe('written answers', () => {
	it.each([
		['水稻纹枯病', ' 水稻 纹枯病。'],
		['DDT', 'ｄｄｔ'],
		['pH 6.5', 'ＰＨ６．５'],
		['第三十五条', '第三十五条；']
	])('%s is also written %s', (one, other) => expect(comparable(one)).toBe(comparable(other)));
	it('but another word is another word', () => expect(comparable('稻瘟病')).not.toBe(comparable('纹枯病')));
	it.each([
		['12.5', 12.5],
		['１２．５公斤', 12.5],
		[' 1,200 公斤 ', 1200],
		['－３', -3],
		['−3', -3],
		['.5', 0.5],
		['十二', null],
		['', null],
		['公斤', null],
		['1e5', null],
		['1,2', null],
		['0x10', null]
	])('%j is the number %j', (text, number) => expect(numberIn(text, '公斤')).toBe(number));
});
