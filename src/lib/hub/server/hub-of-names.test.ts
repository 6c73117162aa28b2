import { unitsOfNames } from '$lib/store';
import { closeDatabases, openDatabases, type Database } from '$lib/store/node';
import { testFolders, testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from './accounts';
import { mayReadBlob } from './blob-access';
import { openHub, type Hub } from './hub';

/** All that a hub held before units had ids: written by the program of that time, never changed since. */
const stored = JSON.parse(readFileSync('tests/fixtures/hub-of-names/documents.json', 'utf8')) as Record<
	'lessons' | 'accounts' | 'sites' | 'catalogue' | 'records' | 'figures',
	object[]
>;
const county = await unitsOfNames(['示范省', '示范市', '青山县']);
const [village] = (await unitsOfNames(['示范省', '示范市', '青山县', '清水镇', '清水村'])).slice(-1);
const official: Person = { name: '刘科长', roles: ['official'], branch: county };
const colleague: Person = { name: '李农艺', roles: ['author'], branch: county };
const elsewhere: Person = { ...colleague, branch: ['别处'] };

const ownKinds = new Set(['authority', 'catalogue-head']);
const dir = mkdtempSync(join(tmpdir(), 'yuanke-names-'));
const open = () =>
	openHub(testFolders(dir), 'http://localhost:1', { runtime: [], schemas: { '1.2': [], '2004': [] } }, () =>
		Date.parse('2026-05-01T00:00:00Z')
	);
let hub: Hub;
let zhou: Person;
beforeAll(async () => {
	// Keys, head and authority are this folder's own: what is opened here was put back from a backup, say.
	await (await open()).close();
	const db = await openDatabases(testPlace(join(dir, 'db')));
	// What was noted of figures of this form would be believed.
	const note = await db.figures.get('consumer:records').catch(() => null);
	if (note) await db.figures.remove(note._id, note._rev);
	for (const [name, docs] of Object.entries(stored)) {
		const content = docs.filter((doc) => !('kind' in doc && ownKinds.has(String(doc.kind))));
		const database = db[name as keyof typeof stored] as Database<object>;
		await database.bulkDocs(content, { new_edits: false });
	}
	expect(await db.figures.get('consumer:records')).toMatchObject({ formatVersion: 2 });
	await closeDatabases(db);
	hub = await open();
	zhou = (await hub.accounts.who(await hub.accounts.signIn('周农艺', 'sehr-geheim', 'x')))!;
});
afterAll(async () => {
	await hub.close();
	rmSync(dir, { recursive: true });
});

describe('a hub that knew places by their names', () => {
	test('signs its people in where they were', () => expect(zhou.branch).toEqual(county));

	test('shows people of the place its lessons, templates, questions and packages, and nobody else', async () => {
		const seen = async (by: Person) => [
			...(await hub.drafts.list(by)).rows.map(({ title }) => title).sort(),
			...(await hub.savedTemplates.list(by)).map(({ title }) => title),
			...(await hub.bank.list(by)).questions.map(({ id }) => id),
			...(await hub.library.list(by)).rows.map(({ title }) => title)
		];
		expect(await seen(colleague)).toEqual(['剪枝', '水稻育秧', '育秧样例', 'pruning', '外来课']);
		expect(await seen(elsewhere)).toEqual([]);
	});

	test('opens, saves and names a version of a lesson as before', async () => {
		const row = (await hub.drafts.list(zhou)).rows.find(({ title }) => title === '水稻育秧')!;
		expect(await hub.drafts.versions(row.draftId, zhou)).toMatchObject([{ name: '初稿' }]);
		const { draft, opened } = await hub.drafts.open(row.draftId, zhou);
		if (opened.state !== 'ok') throw new Error(opened.state);
		const save = { base: draft.version, saves: ['later1'], lesson: { ...opened.lesson, title: '水稻插秧' } };
		expect(await hub.drafts.save(row.draftId, save, colleague)).toMatchObject({ split: false });
		expect((await hub.drafts.open(row.draftId, zhou)).draft).toMatchObject({
			...{ formatVersion: 2, title: '水稻插秧', owner: '周农艺', branch: county }
		});
		await expect(hub.drafts.open(row.draftId, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
	});

	test('opens a file to those whom a lesson opens it to', async () => {
		const [sha256] = stored.lessons.flatMap((doc) => ('media' in doc ? (doc.media as string[]) : []));
		const may = (by: Person) => mayReadBlob(hub, sha256!, { kind: 'account' }, by);
		expect([await may(colleague), await may(elsewhere)]).toEqual([true, false]);
	});

	test('lets a lesson that was let out be let out again by the same place only', async () => {
		const [first] = await hub.releases.of('abcdef');
		expect(first).toMatchObject({ number: 1, units: county, branch: ['示范省', '示范市', '青山县'] });
		const manifest = { formatVersion: 3, lessonId: 'abcdef', title: '水稻', files: [], items: [] } as never;
		const facts = { themes: [], audience: '', minutes: 1, summary: '', cover: null };
		await expect(hub.releases.releasePackage(manifest, facts, ['别处'], elsewhere)).rejects.toMatchObject({
			code: 'not_allowed'
		});
		expect(await hub.releases.releasePackage(manifest, facts, county, zhou)).toMatchObject({
			...{ number: 2, units: county, branch: ['示范省', '示范市', '青山县'] }
		});
	});

	test('counts what was learned at the place it was learned at, by the name of then', async () => {
		const { below, place } = await hub.results.at(county, official);
		expect(place.map(({ name }) => name)).toEqual(['示范省', '示范市', '青山县']);
		expect(below).toMatchObject([{ name: '清水镇', counts: [1, 1, 1] }]);
		const town = [...county, below[0]!.id];
		expect((await hub.results.at(town, official)).below).toMatchObject([{ id: village, name: '清水村' }]);
		const there = await hub.results.at([...town, village!], official);
		expect(there.attempts).toMatchObject([{ personName: '王秀英', village: '清水村' }]);
	});

	test('lists its station under the names of its place, and tells the station ids and names', async () => {
		const [station] = (await hub.stationList.list(official, 10, '青山县 清水新村')).rows;
		expect(station).toMatchObject({ name: '清水新村', people: 1, devices: 1 });
		expect(station!.names).toEqual(['示范省', '示范市', '青山县', '清水镇', '清水新村']);
		expect(await hub.stationList.count(county)).toBe(1);
		await hub.stations.change(station!.stationId, { name: '清水' });
		const site = await hub.stations.site(station!.stationId);
		expect(site).toMatchObject({ org: station!.names, units: station!.org });
	});

	test('writes each of its places down once, however often it is opened', async () => {
		const units = async () => (await hub.units.tree()).size;
		expect(await units()).toBe(6);
		await hub.close();
		hub = await open();
		expect((await hub.drafts.list(colleague)).rows).toHaveLength(2);
		expect(await units()).toBe(6);
		expect((await hub.units.tree()).pathOf(village!)).toEqual([...county, expect.any(String), village]);
	});
});
