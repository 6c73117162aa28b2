import { plainText } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { questionsFromSheet, rowsOfSheet, sheetTemplate } from '.';

const kinds = (found: ReturnType<typeof questionsFromSheet>) => found.questions.map(({ type }) => type);
const said = (found: ReturnType<typeof questionsFromSheet>) =>
	found.notUnderstood.map(({ line, why }) => `${line} ${why}`);

describe('a sheet of questions', () => {
	it('that is the template comes in whole', async () => {
		const found = questionsFromSheet(await rowsOfSheet(await sheetTemplate()));
		expect(said(found)).toEqual([]);
		expect(kinds(found)).toEqual(['singleChoice', 'multipleChoice', 'trueFalse', 'fillIn', 'shortAnswer']);
		expect(found.questions[0]?.attrs?.weight).toBe(2);
		expect(found.questions[1]?.content?.filter((n) => n.attrs?.correct).map(plainText)).toEqual([
			'选用抗病品种',
			'合理施肥'
		]);
	});
	it('is read by its headings, in any order and in English', () => {
		const found = questionsFromSheet([
			['Answer', 'B', 'A', 'Question', 'Type'],
			['a', '晚', '早', '何时？', 'single choice']
		]);
		expect(said(found)).toEqual([]);
		expect(found.questions[0]?.content?.map(plainText)).toEqual(['何时？', '早', '晚', '']);
	});
	it('says by row what is missing', () => {
		const found = questionsFromSheet([
			['春季题库'],
			['题型', '题目', 'A', 'B', '答案', '分值', '备注'],
			['单选', '甲', '一', '二', null, 500, '难'],
			[null, null],
			['连线', '乙', '一', '二', 'C', null, null]
		]);
		expect(said(found)).toEqual([
			'1 outside',
			'3 not_brought',
			'3 points_unreadable',
			'3 no_answer',
			'5 kind_unknown',
			'5 answer_not_option'
		]);
	});
	it('without headings says so for every row', () => {
		expect(said(questionsFromSheet([['甲', '乙'], ['丙']]))).toEqual(['1 outside', '2 outside']);
	});
	it('that is no sheet is refused', () =>
		expect(rowsOfSheet(new Blob(['x']))).rejects.toMatchObject({ code: 'sheet_broken' }));
});
