import { newLesson } from '$lib/lesson';
import { openDatabases, closeDatabases } from '$lib/store/node';
import { lookupOf } from './lookup/lookup.fixture';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Person } from './accounts';
import { Comments } from './comments';
import { binKeptFor, DraftBin } from './draft-bin';
import { Drafts } from './drafts';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-bin-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

let clock = Date.UTC(2026, 10, 22);
const now = () => clock++;
const rights = { mayRead: () => Promise.resolve(true), holds: () => Promise.resolve(false) };
const lookup = lookupOf(db);
const drafts = new Drafts(db.lessons, lookup, rights, now);
const bin = new DraftBin(db.lessons, lookup, now);
const comments = new Comments(db.lessons, drafts, now);

const branch = ['示范省', '示范市', '青山县'];
const person = (name: string, role: 'author' | 'administrator' = 'author'): Person => ({
	...{ name, branch },
	roles: [role]
});
const zhou = person('周农艺');
const colleague = person('李农艺');
const admin = person('管理员', 'administrator');

const lesson = newLesson('', 'zh-CN');
const save = (draftId: string, base: number, title: string, id = `save${clock}`) =>
	drafts.save(draftId, { base, saves: [id], lesson: { ...lesson, title } }, zhou);
const listed = async (by = zhou) => (await drafts.list(by)).rows.map(({ draftId }) => draftId);
const binned = async (by = zhou) => (await bin.list(by)).map(({ draftId }) => draftId);
const stored = async (draftId: string) =>
	(await db.lessons.allDocs()).rows.map(({ id }) => id).filter((id) => id.includes(draftId));
let draftId = '';
beforeEach(async () => {
	draftId = await drafts.create(lesson, '稻瘟病', zhou);
});

test('a lesson thrown away leaves the list for the bin, and comes back as it was', async () => {
	const { draft: before } = await drafts.open(draftId, zhou);
	expect(await bin.throwAway(draftId, zhou)).toBe('稻瘟病');
	expect(await listed()).not.toContain(draftId);
	const row = (await bin.list(zhou)).find((one) => one.draftId === draftId)!;
	expect(row).toMatchObject({ title: '稻瘟病', removedBy: '周农艺' });
	expect(row.until - clock).toBeLessThanOrEqual(binKeptFor);
	expect(row.until - clock).toBeGreaterThan(binKeptFor - 1000);
	expect(await bin.bringBack(draftId, zhou)).toBe('稻瘟病');
	expect(await listed()).toContain(draftId);
	expect(await binned()).not.toContain(draftId);
	const { draft: after } = await drafts.open(draftId, zhou);
	expect({ ...after, _rev: '' }).toEqual({ ...before, _rev: '' });
});

test('a colleague sees neither the button nor the bin’s row; who administers there sees both', async () => {
	const mine = async (by: Person) =>
		(await drafts.list(by)).rows.find((row) => row.draftId === draftId)?.mine;
	expect([await mine(zhou), await mine(colleague), await mine(admin)]).toEqual([true, false, true]);
	await expect(bin.throwAway(draftId, colleague)).rejects.toMatchObject({ code: 'not_allowed' });
	await bin.throwAway(draftId, zhou);
	expect(await binned(colleague)).not.toContain(draftId);
	expect(await binned(admin)).toContain(draftId);
	await expect(bin.bringBack(draftId, colleague)).rejects.toMatchObject({ code: 'not_allowed' });
	await expect(bin.throwAway('nothere', zhou)).rejects.toMatchObject({ code: 'not_found' });
});

test('whoever still writes on it takes it out of the bin: the save is kept', async () => {
	await bin.throwAway(draftId, zhou);
	expect(await save(draftId, 1, '写到一半')).toMatchObject({ split: false, version: 2 });
	expect(await listed()).toContain(draftId);
	expect(await binned()).not.toContain(draftId);
});

test('after thirty days it is forgotten with its versions and remarks, and nothing else is', async () => {
	const other = await drafts.create(lesson, '别的', zhou);
	for (const id of [draftId, other]) {
		await comments.add(
			id,
			{ says: 'comment', id: `c${id}`, blockId: 'block000', about: '文', text: '好' },
			zhou
		);
		await drafts.keepRelease((await drafts.open(id, zhou)).draft, 1, zhou);
	}
	await bin.throwAway(draftId, zhou);
	await bin.tidy();
	expect(await binned()).toContain(draftId);
	expect(await stored(draftId)).toHaveLength(3);
	clock += binKeptFor + 1;
	await bin.tidy();
	expect(await stored(draftId)).toEqual([]);
	expect(await stored(other)).toHaveLength(3);
	await expect(drafts.open(draftId, zhou)).rejects.toMatchObject({ code: 'not_found' });
});

test('a tidying that was cut short is finished the next time', async () => {
	await drafts.keepRelease((await drafts.open(draftId, zhou)).draft, 1, zhou);
	await bin.throwAway(draftId, zhou);
	clock += binKeptFor + 1;
	const remove = db.lessons.remove.bind(db.lessons);
	let left = 1;
	db.lessons.remove = ((...args: Parameters<typeof remove>) =>
		left-- > 0 ? remove(...args) : Promise.reject(new Error('killed'))) as typeof remove;
	await expect(bin.tidy()).rejects.toThrow('killed');
	expect(await stored(draftId)).toEqual([`draft:${draftId}`]);
	db.lessons.remove = remove;
	await bin.tidy();
	expect(await stored(draftId)).toEqual([]);
});

test('it stays while somebody has still to decide between it and what split off', async () => {
	await save(draftId, 1, '先');
	const { draftId: split } = await save(draftId, 1, '晚到的', 'late');
	await bin.throwAway(draftId, zhou);
	clock += binKeptFor + 1;
	await bin.tidy();
	expect(await stored(`draft:${draftId}`)).toContain(`draft:${draftId}`);
	await drafts.settle(split, 'theirs', zhou);
	await bin.tidy();
	expect(await stored(draftId)).toEqual([]);
});

test('what split off and was thrown away too keeps nothing', async () => {
	await save(draftId, 1, '先');
	const { draftId: split } = await save(draftId, 1, '晚到的', 'late too');
	await bin.throwAway(draftId, zhou);
	await bin.throwAway(split, zhou);
	expect((await binned()).slice(0, 2)).toEqual([split, draftId]); // the last one first
	clock += binKeptFor + 1;
	await bin.tidy();
	expect(await stored(draftId)).toEqual([]);
});

test('a save while the bin is emptied is kept', async () => {
	await bin.throwAway(draftId, zhou);
	clock += binKeptFor + 1;
	const read = db.lessons.allDocs.bind(db.lessons);
	let asked = 0;
	db.lessons.allDocs = async (options: Parameters<typeof read>[0]) => {
		if (++asked === 2) await save(draftId, 1, '还在写');
		return read(options);
	};
	await bin.tidy();
	db.lessons.allDocs = read;
	expect((await drafts.open(draftId, zhou)).draft.title).toBe('还在写');
});
