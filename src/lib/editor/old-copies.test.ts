import { newLesson } from '$lib/lesson';
import { expect, it } from 'vitest';
import type { LocalDraft } from './draft-session.svelte';
import { oldCopies } from './old-copies';

const day = 24 * 60 * 60 * 1000;
const now = 1000 * day;
const lesson = newLesson('课', 'zh-CN');
const copy = (draftId: string, daysAgo: number, more: Partial<LocalDraft> = {}): LocalDraft => ({
	draftId,
	base: 1,
	lesson,
	saves: [],
	at: now - daysAgo * day,
	saved: true,
	...more
});
/** What the hub has not got. */
const unsaved = (draftId: string, daysAgo: number): LocalDraft => {
	const { saved: _, ...rest } = copy(draftId, daysAgo);
	return rest;
};

it('copies that were neither written nor opened for 60 days go, others stay', () => {
	const drafts = [copy('new', 1), copy('old', 61), copy('read', 61, { opened: now - 5 * day })];
	expect(oldCopies(drafts, now)).toEqual(['old']);
});

it('of many copies the 200 last used ones stay', () => {
	const drafts = Array.from({ length: 203 }, (_, i) => copy(`d${i}`, i / 10));
	expect(oldCopies(drafts, now)).toEqual(['d200', 'd201', 'd202']);
});

it('what the hub may lack is never chosen, and takes no other copy’s place', () => {
	const waiting = { key: 'v', reason: 'named' as const, name: '', at: 0, lesson };
	const drafts = [
		...Array.from({ length: 300 }, (_, i) => unsaved(`u${i}`, i)),
		copy('version', 400, { versions: [waiting] }),
		copy('new', 1)
	];
	expect(oldCopies(drafts, now)).toEqual([]);
});
