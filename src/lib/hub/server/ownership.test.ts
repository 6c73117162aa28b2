import { type Lesson } from '$lib/lesson';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { testFolders } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { openHub } from './hub';
import { releaseDraft } from './release-draft';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-ownership-'));
const parts = { runtime: [], schemas: { '1.2': [], '2004': [] } };
const hub = await openHub(testFolders(dir), 'http://localhost:1', parts, Date.now);
afterAll(async () => {
	await hub.close();
	rmSync(dir, { recursive: true });
});

const county = ['示范省', '示范市', '青山县'];
const author: Person = { name: '周', roles: ['author'], branch: county };
const thief: Person = { name: '外', roles: ['author'], branch: ['示范省', '示范市', '别县'] };
const administrator: Person = { name: '管', roles: ['administrator'], branch: [] };

const lesson = (title: string): Lesson => ({ ...oneSentence(title), title });
const draftOf = (title: string, by: Person) => hub.drafts.create(lesson(title), title, by);
const branches = async (lessonId: string) => (await hub.releases.of(lessonId)).map(({ branch }) => branch);

test('a save, late or in time, that names another county’s lesson stays the lesson it was', async () => {
	const theirs = await draftOf('水稻', author);
	await releaseDraft(hub, theirs, author);
	const mine = await draftOf('别的', thief);
	const stolen = { ...lesson('抢来的'), lessonId: theirs };
	const kept = { key: 'k', reason: 'named' as const, name: 'x', at: 0, lesson: stolen };
	await hub.drafts.save(mine, { base: 1, saves: ['s1'], lesson: stolen, versions: [kept] }, thief);
	const late = await hub.drafts.save(
		mine,
		{ base: 0, saves: ['s2'], lesson: stolen, versions: [kept] },
		thief
	);
	expect(late.split).toBe(true);
	for (const draftId of [mine, late.draftId]) {
		const { draft, opened } = await hub.drafts.open(draftId, thief);
		expect([draft.lessonId, opened.state === 'ok' && opened.lesson.lessonId]).toEqual([mine, mine]);
		for (const { number } of await hub.drafts.versions(draftId, thief))
			expect((await hub.drafts.version(draftId, number, thief)).lessonId).toBe(mine);
		expect((await releaseDraft(hub, draftId, thief)).lessonId).toBe(mine);
	}
	expect(await branches(theirs)).toEqual([county]);
});

test('a lesson another branch let out cannot be let out over it, however a draft came by its id', async () => {
	const theirs = await draftOf('小麦', author);
	await releaseDraft(hub, theirs, author);
	await expect(
		hub.releases.release({ ...lesson('抢来的'), lessonId: theirs }, thief.branch, thief)
	).rejects.toMatchObject({ code: 'not_allowed' });
	expect(await branches(theirs)).toEqual([county]);
});

test('what an administrator lets out stays the branch’s whose lesson it is, and its author goes on', async () => {
	const draft = await draftOf('玉米', author);
	await releaseDraft(hub, draft, administrator);
	const second = await releaseDraft(hub, draft, author);
	expect([second.number, await branches(draft)]).toEqual([2, [county, county]]);
});

test('an official may look at a lesson and not let it out', async () => {
	const draft = await draftOf('大豆', author);
	const official: Person = { name: '刘', roles: ['official'], branch: county };
	await expect(releaseDraft(hub, draft, official)).rejects.toMatchObject({ code: 'not_allowed' });
	await expect(releaseDraft(hub, draft, thief)).rejects.toMatchObject({ code: 'not_found' });
});
