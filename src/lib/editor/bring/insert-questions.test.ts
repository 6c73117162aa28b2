import { questionsFrom } from '$lib/bring';
import { undo } from '@tiptap/pm/history';
import { describe, expect, it } from 'vitest';
import { after, cursorIn, linesOf, page, paragraph, stateOf, valuesOf } from '../testing';
import { insertQuestions } from './insert-questions';

const { questions } = questionsFrom('1. 甲 A. 一 B. 二\n答案：A\n2. 乙\n答案：√\n3. 丙____\n答案：丁');
const start = () =>
	cursorIn(stateOf(page('一', paragraph('前'), paragraph(), paragraph('后')), page('二')), 'paragraph', 1);

describe('questions that are brought in', () => {
	it.each([
		['cursor', ['pageTitle: 一', 'paragraph: 前', 'prompt: 甲']],
		['quiz', ['pageTitle: 一', 'paragraph: 前', 'quizTitle: 题目', 'prompt: 甲']],
		[
			'page',
			['pageTitle: 一', 'paragraph: 前', 'paragraph: ', 'paragraph: 后', 'pageTitle: 题目', 'prompt: 甲']
		]
	] as const)('go to the %s, numbered, and one undo takes them all back', (where, lines) => {
		const before = start();
		const done = after(before, insertQuestions(questions, where, '题目'));
		done.doc.check();
		expect(linesOf(done).slice(0, lines.length)).toEqual(lines);
		const sids = valuesOf(done, 'sid');
		expect(new Set(sids).size).toBe(sids.length);
		expect(sids).not.toContain(null);
		expect(valuesOf(done, 'id')).not.toContain(null);
		expect(after(done, undo).doc.toJSON()).toEqual(before.doc.toJSON());
	});
	it('go after a title with the cursor', () => {
		const done = after(cursorIn(start(), 'pageTitle'), insertQuestions(questions, 'cursor', ''));
		done.doc.check();
		expect(linesOf(done)[1]).toBe('prompt: 甲');
	});
});
