import { newLesson, type Lesson, type MediaRef } from '$lib/lesson';
import { closeDatabases, FileBlobs, openDatabases } from '$lib/store/node';
import { testFolders, testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { openHub } from './hub';
import { mayReadBlob } from './blob-access';
import type { PackageParts } from './releases';
import { templateKeptFor } from './saved-templates';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-saved-templates-'));
let clock = Date.UTC(2026, 10, 22);
const parts: PackageParts = { runtime: [], schemas: { '1.2': [], '2004': [] } };
const open = () => openHub(testFolders(dir), 'http://localhost:1', parts, () => clock++);
let hub = await open();
afterAll(async () => {
	await hub.close();
	rmSync(dir, { recursive: true });
});

const county = ['示范省', '示范市', '青山县'];
const author = (name: string, branch: string[]): Person => ({ name, roles: ['author'], branch });
const zhou = author('周农艺', county);
const colleague = author('李农艺', county);
const township = author('镇农技员', [...county, '清水镇']);
const elsewhere = author('外县', ['示范省', '示范市', '别县']);
const official: Person = { name: '刘科长', roles: ['official'], branch: county };

async function picture(text: string): Promise<MediaRef> {
	const bytes = new TextEncoder().encode(text);
	const { sha256 } = await new FileBlobs(join(dir, 'blobs')).put(bytes);
	return { sha256, size: bytes.length, type: 'image/png', name: 'p.png' };
}
const withCover = (cover: MediaRef): Lesson => {
	const lesson = newLesson('', 'zh-CN');
	return { ...lesson, settings: { ...lesson.settings, cover, summary: '怎样嫁接' } };
};
const draft = async (cover: MediaRef) =>
	hub.drafts.create(withCover(cover), '苹果嫁接', zhou, [cover.sha256]);
const titles = async (by: Person) => (await hub.savedTemplates.list(by)).map(({ title }) => title);
const mayRead = (sha256: string, by: Person) => mayReadBlob(hub, sha256, { kind: 'account' }, by);

test('a lesson kept for oneself is a template nobody else sees, and holds what the lesson held then', async () => {
	const draftId = await draft(await picture('own'));
	const id = await hub.savedTemplates.save(draftId, { title: '嫁接样例', shared: false }, zhou);
	expect(await hub.savedTemplates.list(zhou)).toMatchObject([
		{ templateId: id, title: '嫁接样例', summary: '怎样嫁接', owner: '周农艺', shared: false, mine: true }
	]);
	for (const other of [colleague, township, elsewhere, official]) {
		expect(await titles(other)).toEqual([]);
		await expect(hub.savedTemplates.lesson(id, other)).rejects.toMatchObject({ code: 'not_found' });
	}
	const { opened } = await hub.drafts.open(draftId, zhou);
	if (opened.state !== 'ok') throw new Error('the draft does not open');
	await hub.drafts.save(
		draftId,
		{ base: 1, saves: ['later0'], lesson: { ...opened.lesson, title: '改了' } },
		zhou
	);
	expect((await hub.savedTemplates.lesson(id, zhou)).title).toBe('嫁接样例');
	await hub.savedTemplates.remove(id, zhou);
});

test('a shared one serves all authors of the branch and below, with its files, and nobody else', async () => {
	const cover = await picture('shared');
	const id = await hub.savedTemplates.save(await draft(cover), { title: '', shared: true }, zhou);
	for (const other of [colleague, township]) {
		expect(await hub.savedTemplates.list(other)).toMatchObject([{ title: '苹果嫁接', mine: false }]);
		expect(await mayRead(cover.sha256, other)).toBe(true);
	}
	for (const other of [elsewhere, official]) expect(await titles(other)).toEqual([]);
	expect(await mayRead(cover.sha256, elsewhere)).toBe(false);
	const made = await hub.drafts.create(
		await hub.savedTemplates.lesson(id, township),
		'镇里的嫁接课',
		township
	);
	const { draft: own, opened } = await hub.drafts.open(made, township);
	expect(own.branch).toEqual(township.branch);
	expect(opened).toMatchObject({ state: 'ok', lesson: { title: '镇里的嫁接课', settings: { cover } } });
	await hub.savedTemplates.remove(id, zhou);
	expect(await mayRead(cover.sha256, colleague)).toBe(true); // the colleague may read Zhou's draft itself
});

test('a file that only a template names goes out of reach with it, and comes back with it', async () => {
	const cover = await picture('only here');
	const id = await hub.savedTemplates.save(await draft(cover), { title: '甲', shared: true }, zhou);
	expect(await mayRead(cover.sha256, township)).toBe(true);
	expect(await hub.savedTemplates.remove(id, zhou)).toBe('甲');
	expect(await mayRead(cover.sha256, township)).toBe(false);
	expect(await titles(zhou)).toEqual([]);
	expect(await hub.savedTemplates.restore(id, zhou)).toBe('甲');
	expect(await mayRead(cover.sha256, township)).toBe(true);
	await hub.savedTemplates.remove(id, zhou);
});

test('only its owner takes it away, and only who may change a lesson makes a template of it', async () => {
	const draftId = await draft(await picture('owner'));
	const id = await hub.savedTemplates.save(draftId, { title: '乙', shared: true }, zhou);
	await expect(hub.savedTemplates.remove(id, colleague)).rejects.toMatchObject({ code: 'not_found' });
	await expect(hub.savedTemplates.restore(id, colleague)).rejects.toMatchObject({ code: 'not_found' });
	expect(await titles(colleague)).toEqual(['乙']);
	const what = { title: '丙', shared: true };
	await expect(hub.savedTemplates.save(draftId, what, official)).rejects.toMatchObject({
		code: 'not_allowed'
	});
	await expect(hub.savedTemplates.save(draftId, what, township)).rejects.toMatchObject({ code: 'not_found' });
	await hub.savedTemplates.remove(id, zhou);
});

test('taking away can be undone for thirty days, also after the hub was started anew, and then no more', async () => {
	const id = await hub.savedTemplates.save(
		await draft(await picture('late')),
		{ title: '丁', shared: false },
		zhou
	);
	await hub.savedTemplates.remove(id, zhou);
	clock += templateKeptFor - 1000;
	await hub.close();
	hub = await open();
	await hub.savedTemplates.restore(id, zhou);
	expect(await titles(zhou)).toEqual(['丁']);
	await hub.savedTemplates.remove(id, zhou);
	clock += templateKeptFor + 1000;
	await hub.close();
	hub = await open();
	await expect(hub.savedTemplates.restore(id, zhou)).rejects.toMatchObject({ code: 'not_found' });
});

test('what a newer program wrote is left alone', async () => {
	await hub.close();
	const db = await openDatabases(testPlace(join(dir, 'db')));
	const newer = { _id: 'template:newer', kind: 'template', formatVersion: 99 };
	await db.lessons.put(newer as unknown as Parameters<typeof db.lessons.put>[0]);
	await closeDatabases(db);
	hub = await open();
	expect(await titles(zhou)).toEqual([]);
	await expect(hub.savedTemplates.restore('newer', zhou)).rejects.toMatchObject({ code: 'format_newer' });
});
