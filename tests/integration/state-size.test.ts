import { expect, it } from 'vitest';
import { isQuestion, itemsOf, newLesson, numberLesson, type NodeJson } from '$lib/lesson';
import { worstCase } from '$lib/lesson/tracking';
import { suspendLimit } from '$lib/scorm';
import { line, paragraph } from '../e2e/nodes';
import { questionCases } from '../e2e/question-table';

it('300 questions of every kind among 500 blocks, all answered, fit SCORM 1.2', () => {
	const picture = { sha256: '0'.repeat(64), size: 1, type: 'image/png', name: 'p.png' };
	const cases = questionCases(picture);
	const blocks = Array.from({ length: 500 }, (_, i): NodeJson =>
		i % 5 < 3
			? structuredClone(cases[(i - 2 * Math.floor(i / 5)) % cases.length]!.node)
			: paragraph('秧好一半谷。')
	);
	const page = (content: NodeJson[]): NodeJson => ({
		type: 'page',
		content: [line('pageTitle', '页'), ...content]
	});
	const pages = Array.from({ length: 50 }, (_, i) => page(blocks.slice(i * 10, i * 10 + 10)));
	const items = itemsOf(numberLesson({ ...newLesson('大', 'zh-CN'), doc: { type: 'doc', content: pages } }));
	const questions = items.filter(isQuestion);
	expect(questions).toHaveLength(300);
	expect(new Set(questions.map(({ kind }) => kind)).size).toBe(cases.length);
	expect(worstCase(items)).toBeLessThanOrEqual(suspendLimit['1.2']);
	expect(worstCase(items)).toBeGreaterThan(500);
});
