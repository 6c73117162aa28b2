import type { Entry, EntryBody, Page } from '$lib/ledger';
import { expect, it } from 'vitest';
import { foldPage } from '.';

const answer = (item: string | undefined, sid: number, text: string): EntryBody => ({
	kind: 'answer',
	attemptId: 'abcdef',
	sid,
	...(item && { item }),
	question: `问 ${item ?? sid}`,
	response: text,
	text,
	correct: true,
	tries: 1
});
const page = (bodies: EntryBody[]): Page => ({
	id: 'p1',
	stationId: 's1',
	deviceId: 'd1',
	page: 1,
	prev: null,
	entries: bodies.map((body, i): Entry => ({
		seq: i + 1,
		at: '2026-11-22T08:00:00.000Z',
		bootId: 'b1',
		monotonic: i,
		by: { id: 'p1', name: '王秀英', how: 'list' },
		body
	}))
});

it('questions without a tracking number are not mixed up, and those with one are as before', () => {
	const bodies = [
		answer('A:q', 0, '甲'),
		answer('B:q', 0, '乙'),
		answer(undefined, 4, '丙'),
		answer('A:q', 0, '丁')
	];
	const figure = foldPage(null, 'abcdef', page(bodies), 'hash', { org: [] });
	const texts = Object.entries(figure?.answers ?? {}).map(([name, { text }]) => [name, text]);
	expect(Object.fromEntries(texts)).toEqual({ 'A:q': '丁', 'B:q': '乙', '4': '丙' });
});
