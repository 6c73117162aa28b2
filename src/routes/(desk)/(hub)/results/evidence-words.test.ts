import { expect, test } from 'vitest';
import { daysLate, pageList } from './evidence-words';

const evidence = (...pages: number[]) =>
	pages.map((page) => ({ page, hash: 'h', seen: '2026-11-22T08:00:00.000Z' }));

test('pages are listed as people write them', () => {
	expect(pageList(evidence(1, 2, 3, 7, 9, 10))).toBe('1–3、7、9–10');
	expect(pageList(evidence(4))).toBe('4');
});

test('lateness is whole days between the last record and when its last page was seen', () => {
	const late = (lastAt: string, ...seen: string[]) =>
		daysLate({ lastAt, evidence: seen.map((at, i) => ({ page: i, hash: 'h', seen: at })) });
	expect(late('2026-11-22T08:00:00.000Z', '2026-11-23T07:59:59.000Z')).toBe(0);
	expect(late('2026-11-22T08:00:00.000Z', '2026-12-04T08:00:00.000Z', '2026-11-22T09:00:00.000Z')).toBe(12);
	expect(late('2026-11-22T08:00:00.000Z', '2026-11-22T07:00:00.000Z')).toBe(0);
});
