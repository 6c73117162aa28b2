import { newLesson, type Lesson } from '$lib/lesson';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { lookupOf } from './lookup/lookup.fixture';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { Drafts } from './drafts';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-versions-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const day = 24 * 3600_000;
const county = ['示范省', '示范市', '青山县'];
const author: Person = { name: '周农艺', roles: ['author'], branch: county };
const official: Person = { name: '刘科长', roles: ['official'], branch: county };
const elsewhere: Person = {
	name: '外县',
	roles: ['author', 'official'],
	branch: ['示范省', '示范市', '别县']
};
let clock = 100 * day;
const sent = new Set<string>();
const lookup = lookupOf(db);
const drafts: Drafts = new Drafts(
	db.lessons,
	lookup,
	{
		mayRead: (sha256, by) => drafts.mayRead(sha256, by),
		holds: (sha256, name) => Promise.resolve(sent.has(`${sha256} ${name}`))
	},
	() => clock++
);
const titled = (lesson: Lesson, title: string): Lesson => ({ ...lesson, title });
const picture = (lesson: Lesson, sha256: string): Lesson => ({
	...lesson,
	settings: { ...lesson.settings, cover: { sha256, size: 1, type: 'image/png', name: 'a.png' } }
});

async function fresh() {
	const id = await drafts.create(newLesson('', 'zh-CN'), '水稻', author);
	const { opened, draft } = await drafts.open(id, author);
	if (opened.state !== 'ok') throw new Error(opened.state);
	let base = draft.version;
	const save = async (lesson: Lesson, versions: Parameters<Drafts['save']>[1]['versions'] = []) => {
		const saved = await drafts.save(id, { base, saves: [`s${clock}`], lesson, versions }, author);
		base = saved.version;
		return saved;
	};
	return { id, lesson: opened.lesson, save };
}
const named = (lesson: Lesson, name: string, key = name) =>
	({ key, reason: 'named', name, at: clock, lesson }) as const;
const rows = async (id: string) =>
	(await drafts.versions(id, author)).map(({ reason, name }) => `${reason} ${name}`.trim());

test('a version is kept once however often it is sent, with the text of the moment it was asked for', async () => {
	const { id, lesson, save } = await fresh();
	const kept = named(titled(lesson, '讲稿'), '给王老师看的');
	await save(titled(lesson, '后来'), [kept]);
	await save(titled(lesson, '更后来'), [kept]);
	expect(await rows(id)).toEqual(['named 给王老师看的']);
	expect((await drafts.version(id, 1, author)).title).toBe('讲稿');
	expect((await drafts.open(id, author)).draft.title).toBe('更后来');
});

test('the first save of a day keeps how the day before ended, and only that one', async () => {
	const { id, lesson, save } = await fresh();
	await save(titled(lesson, '周一'));
	clock += day;
	await save(titled(lesson, '周二早'));
	await save(titled(lesson, '周二晚'));
	clock += 3 * day;
	await save(titled(lesson, '周五'));
	expect(await rows(id)).toEqual(['day', 'day']);
	expect((await drafts.version(id, 1, author)).title).toBe('周一');
	expect((await drafts.version(id, 2, author)).title).toBe('周二晚');
});

test('thirty versions nobody asked for are kept, and every one somebody named', async () => {
	const { id, lesson, save } = await fresh();
	await save(lesson, [named(lesson, '第一')]);
	const { draft } = await drafts.open(id, author);
	await drafts.keepRelease(draft, 1, author);
	for (let i = 0; i < 35; i++) {
		clock += day;
		await save(titled(lesson, String(i)));
	}
	const kept = await rows(id);
	expect(kept.filter((row) => row === 'day')).toHaveLength(30);
	expect(kept).toContain('named 第一');
	expect(kept).toContain('release 1');
	const [newest] = await drafts.versions(id, author);
	expect((await drafts.version(id, newest!.number, author)).title).toBe('33');
});

test('the files of a version stay readable to who may read the draft, and to nobody else', async () => {
	const { id, lesson, save } = await fresh();
	const sha256 = 'b'.repeat(64);
	await save(lesson, [named(picture(lesson, sha256), '有图')]);
	expect(await drafts.mayRead(sha256, official)).toBe(false); // its author has not sent it yet
	sent.add(`${sha256} ${author.name}`);
	expect(await drafts.mayRead(sha256, author)).toBe(true);
	expect(await drafts.mayRead(sha256, official)).toBe(true);
	expect(await drafts.mayRead(sha256, elsewhere)).toBe(false);
	expect(await drafts.mayRead('c'.repeat(64), author)).toBe(false);
	await expect(drafts.versions(id, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
	await expect(drafts.version(id, 1, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
});

test('an official may look at a draft and its versions, and may not save', async () => {
	const { id, lesson } = await fresh();
	expect((await drafts.open(id, official)).mayEdit).toBe(false);
	expect(await drafts.versions(id, official)).toEqual([]);
	await expect(drafts.save(id, { base: 1, saves: ['x'], lesson }, official)).rejects.toMatchObject({
		code: 'not_allowed'
	});
});

test('a version of a newer format is refused and nothing is saved', async () => {
	const { id, lesson, save } = await fresh();
	const kept = { ...named(lesson, '新'), lesson: { ...lesson, formatVersion: 99 } };
	await expect(save(titled(lesson, '变'), [kept])).rejects.toMatchObject({ code: 'lesson_newer' });
	expect((await drafts.open(id, author)).draft.title).toBe('水稻');
});

/** Two texts of one lesson; gives the id of the later one. */
async function conflict() {
	const { id, lesson } = await fresh();
	await drafts.save(id, { base: 1, saves: ['a'], lesson: titled(lesson, '别处') }, author);
	const late = { base: 1, saves: ['b'], lesson: titled(lesson, '我的'), versions: [named(lesson, '半路')] };
	const { draftId } = await drafts.save(id, late, author);
	return { id, splitId: draftId };
}
const titles = async () => (await drafts.list(author)).rows.map(({ title }) => title);

test('taking mine keeps theirs as a version, and one lesson is left', async () => {
	const { id, splitId } = await conflict();
	expect(await drafts.settle(splitId, 'mine', author)).toBe(id);
	expect((await drafts.open(id, author)).draft).toMatchObject({ title: '我的', version: 3 });
	expect(await rows(id)).toEqual(['conflict', 'named 半路']);
	expect((await drafts.version(id, 2, author)).title).toBe('别处');
	expect((await drafts.list(author)).rows.some(({ draftId }) => draftId === splitId)).toBe(false);
	// A text written on in the put-aside draft is not lost: it comes back to the list.
	const { draft, opened } = await drafts.open(splitId, author);
	if (opened.state !== 'ok') throw new Error();
	await drafts.save(
		splitId,
		{ base: draft.version, saves: ['z'], lesson: titled(opened.lesson, '又写') },
		author
	);
	expect(await titles()).toContain('又写');
});

test('taking theirs keeps mine as a version', async () => {
	const { id, splitId } = await conflict();
	expect(await drafts.settle(splitId, 'theirs', author)).toBe(id);
	expect((await drafts.open(id, author)).draft.title).toBe('别处');
	expect((await drafts.version(id, 2, author)).title).toBe('我的');
});

test('keeping both makes two lessons with releases of their own, also after the next save', async () => {
	const { id, splitId } = await conflict();
	const before = (await drafts.open(splitId, author)).draft;
	expect(await drafts.settle(splitId, 'both', author)).toBe(splitId);
	const { draft, opened } = await drafts.open(splitId, author);
	if (opened.state !== 'ok') throw new Error();
	expect(draft.lessonId).not.toBe((await drafts.open(id, author)).draft.lessonId);
	const request = { base: before.version, saves: ['q'], lesson: before.lesson };
	expect((await drafts.save(splitId, request, author)).split).toBe(false);
	const after = await drafts.open(splitId, author);
	expect(after.draft.lessonId).toBe(draft.lessonId);
	expect(after.opened).toMatchObject({ lesson: { lessonId: draft.lessonId } });
});
