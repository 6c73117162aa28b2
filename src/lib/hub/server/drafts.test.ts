import { blankAbout, newLesson, type Lesson } from '$lib/lesson';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { lookupOf } from './lookup/lookup.fixture';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { Drafts } from './drafts';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-drafts-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const author: Person = { name: '周农艺', roles: ['author'], branch: ['示范省', '示范市', '青山县'] };
const elsewhere: Person = { name: '外县', roles: ['author'], branch: ['示范省', '示范市', '别县'] };
let clock = 1000;
const lookup = lookupOf(db);
const drafts: Drafts = new Drafts(
	db.lessons,
	lookup,
	{ mayRead: (sha256, by) => drafts.mayRead(sha256, by), holds: () => Promise.resolve(false) },
	() => clock++
);
const titled = (lesson: Lesson, title: string): Lesson => ({ ...lesson, title });

async function fresh(): Promise<{ id: string; lesson: Lesson }> {
	const id = await drafts.create(newLesson('', 'zh-CN'), '水稻', author);
	const { opened } = await drafts.open(id, author);
	if (opened.state !== 'ok') throw new Error(opened.state);
	return { id, lesson: opened.lesson };
}

test('a save that comes too late becomes a second draft, and nothing is overwritten', async () => {
	const { id, lesson } = await fresh();
	const first = await drafts.save(id, { base: 1, saves: ['a1'], lesson: titled(lesson, '甲') }, author);
	expect(first).toMatchObject({ draftId: id, version: 2, split: false });
	const late = { base: 1, saves: ['b1'], lesson: titled(lesson, '乙') };
	const second = await drafts.save(id, late, author);
	expect(second.split).toBe(true);
	expect((await drafts.open(id, author)).draft.title).toBe('甲');
	expect((await drafts.open(second.draftId, author)).draft.title).toBe('乙');
	// The same late save sent again (its answer was lost) finds the draft it made.
	expect(await drafts.save(id, late, author)).toMatchObject({ draftId: second.draftId, split: true });
	expect((await drafts.list(author)).rows.filter((row) => row.lessonId === lesson.lessonId)).toHaveLength(2);
});

test('a save whose answer was lost is not somebody else', async () => {
	const { id, lesson } = await fresh();
	await drafts.save(id, { base: 1, saves: ['s1'], lesson: titled(lesson, '一') }, author);
	const again = { base: 1, saves: ['s1', 's2'], lesson: titled(lesson, '一二') };
	expect(await drafts.save(id, again, author)).toMatchObject({ split: false, version: 3 });
});

test('two saves at one moment keep both texts', async () => {
	const { id, lesson } = await fresh();
	const both = await Promise.all(
		['左', '右'].map((title) =>
			drafts.save(id, { base: 1, saves: [title], lesson: titled(lesson, title) }, author)
		)
	);
	const titles = await Promise.all(both.map(async (s) => (await drafts.open(s.draftId, author)).draft.title));
	expect(titles.sort()).toEqual(['右', '左']);
});

test('a draft of another branch is not there; a newer format is refused and the draft stays', async () => {
	const { id, lesson } = await fresh();
	await expect(drafts.open(id, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
	await expect(drafts.save(id, { base: 1, saves: ['x'], lesson }, elsewhere)).rejects.toMatchObject({
		code: 'not_found'
	});
	const newer = { ...lesson, formatVersion: 99 };
	await expect(drafts.save(id, { base: 1, saves: ['x'], lesson: newer }, author)).rejects.toMatchObject({
		code: 'lesson_newer'
	});
	expect((await drafts.open(id, author)).draft.version).toBe(1);
});

test('a lesson that is brought along keeps its id, once; another time it is a copy, and a repeated try is the same draft', async () => {
	const lesson = titled(newLesson('', 'zh-CN'), '带来的课');
	const free = () => Promise.resolve(false);
	const first = await drafts.bring(lesson, 'key-one-1', free, author);
	expect(first).toEqual({ draftId: lesson.lessonId, copy: false });
	expect(await drafts.bring(lesson, 'key-one-1', free, author)).toEqual(first);
	const second = await drafts.bring(lesson, 'key-two-2', free, elsewhere);
	expect(second.copy).toBe(true);
	expect(second.draftId).not.toBe(lesson.lessonId);
	expect((await drafts.open(second.draftId, elsewhere)).draft.title).toBe('带来的课');
	const released = await drafts.bring(
		newLesson('', 'zh-CN'),
		'key-three',
		() => Promise.resolve(true),
		author
	);
	expect(released.copy).toBe(true);
	await expect(drafts.bring({ formatVersion: 9 }, 'key-four', free, author)).rejects.toMatchObject({
		code: 'lesson_newer'
	});
});

test('the list marks what was to be looked at again by yesterday', async () => {
	const { id, lesson } = await fresh();
	const due = async () => (await drafts.list(author)).rows.find(({ draftId }) => draftId === id)?.due;
	const saveUntil = async (base: number, lookAgain: string) => {
		const about = { ...blankAbout, lookAgain };
		const settings = { ...lesson.settings, about };
		await drafts.save(id, { base, saves: [`d${base}`], lesson: { ...lesson, settings } }, author);
	};
	expect(await due()).toBe(false);
	// The clock of this test began on 1970-01-01.
	await saveUntil(1, '1970-01-01');
	expect(await due()).toBe(false);
	await saveUntil(2, '1969-12-31');
	expect(await due()).toBe(true);
});
