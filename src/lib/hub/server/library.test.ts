import { readArchive } from '$lib/archive';
import { checkRules } from '$lib/importer';
import type { LibraryPackage } from '$lib/store';
import type { Database } from '$lib/store/node';
import { testFolders } from '$lib/store/node/test-place.fixture';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { item, legacy, packageOf, page, sco, zipOf, type Files } from '../../../../tests/fixtures/packages';
import type { Person } from './accounts';
import { mayReadBlob } from './blob-access';
import { openHub } from './hub';
import type { TakeRequest } from '../protocol';
import { sendFile } from './send-file.fixture';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-library-'));
let clock = Date.UTC(2026, 10, 22);
const parts = { runtime: [], schemas: { '1.2': [], '2004': [] } };
const hub = await openHub(testFolders(dir), 'http://localhost:1', parts, () => clock++);
/** What is stored, where a test has to make what an older program left. */
const db = hub.gateway['db'].lessons as Database<object> as Database<LibraryPackage>;
afterAll(async () => {
	await hub.close();
	rmSync(dir, { recursive: true });
});

const county = ['示范省', '示范市', '青山县'];
const author = (name: string, branch: string[]): Person => ({ name, roles: ['author'], branch });
const zhou = author('周农艺', county);
const colleague = author('李农艺', county);
const elsewhere = author('外县', ['示范省', '示范市', '别县']);
const official: Person = { name: '刘科长', roles: ['official'], branch: county };

const facts: TakeRequest['facts'] = {
	...{ title: '水稻育秧', lang: 'zh-CN', themes: ['technology'] },
	...{ audience: '稻农', minutes: 20, summary: '怎样育秧' }
};
const send = async (zip: Blob, by = zhou) => sendFile(hub, new Uint8Array(await zip.arrayBuffer()), by);
const take = async (zip: Blob, more: Partial<TakeRequest> = {}, by = zhou) =>
	hub.library.take({ sha256: await send(zip, by), name: 'x.zip', facts, ...more }, by, () => undefined);
async function taken(zip: Blob, more: Partial<TakeRequest> = {}): Promise<string> {
	const outcome = await take(zip, more);
	if (outcome.state !== 'kept') throw new Error(outcome.why);
	return outcome.lessonId;
}
const blobs = () => readdirSync(join(dir, 'blobs'), { recursive: true }).length;
const titles = async (by: Person) => (await hub.library.list(by)).rows.map(({ title }) => title);

const two = `<organizations default="B">
	<organization identifier="A"><title>短的</title>${item('A1', 'R', '只看要点')}</organization>
	<organization identifier="B"><title>全的</title>${item('B1', 'R', '育秧')}${item('B2', 'S', '插秧')}</organization>
</organizations>`;
const twoResources = `<resources>${sco('R', 'index.html')}${sco('S', '插 秧.html')}</resources>`;
const pages: Files = {
	'插 秧.html': legacy('<html><body>插秧</body></html>', 'gbk'),
	'film.mp4': new Uint8Array(randomBytes(1_500_000))
};

test('a package is unpacked, told of, and released as what stations can play', async () => {
	const heard: string[] = [];
	const sha256 = await send(packageOf({ organizations: two, resources: twoResources }, pages));
	const outcome = await hub.library.take(
		{ sha256, name: '育秧.zip', facts },
		zhou,
		({ phase, done, total }) => {
			expect(done).toBeLessThanOrEqual(total);
			heard.push(phase);
		}
	);
	if (outcome.state !== 'kept') throw new Error('refused');
	expect(new Set(heard)).toEqual(new Set(['looking', 'keeping']));
	const { lessonId } = outcome;
	expect(await hub.library.open(lessonId, official)).toMatchObject({
		...{ title: '水稻育秧', releases: [], courses: ['短的', '全的'], course: 1, mayEdit: false, facts },
		...{ zip: { name: '育秧.zip', sha256 }, report: { kind: 'scorm' } }
	});
	const release = await hub.library.release(lessonId, zhou);
	expect(release).toMatchObject({ lessonId, number: 1, title: '水稻育秧', minutes: 20, summary: '怎样育秧' });
	const manifest = await hub.releases.manifest(release);
	expect(manifest.course).toMatchObject({
		...{ version: '1.2', title: '全的' },
		items: [{ href: 'index.html' }, { href: '%E6%8F%92%20%E7%A7%A7.html' }]
	});
	const types = Object.fromEntries(manifest.files.map(({ path, type }) => [path, type]));
	expect(types).toMatchObject({ '插 秧.html': 'text/html; charset=gb18030', 'film.mp4': 'video/mp4' });
	expect(manifest.files.find(({ path }) => path === 'film.mp4')?.pieces).toHaveLength(2);
	expect(release.bytes).toBe(manifest.files.reduce((sum, { size }) => sum + size, 0));
	const shown = manifest.files.find(({ path }) => path === 'index.html')!;
	expect(await new Response(await hub.blobs.read(shown.sha256)).text()).toBe(page());
	for (const by of [zhou, colleague, official])
		expect(await mayReadBlob(hub, shown.sha256, { kind: 'account' }, by)).toBe(true);
});

test('a released package comes out as it came in, and as nothing else', async () => {
	const release = await hub.library.release(await taken(packageOf({ title: '原样' }, pages)), zhou);
	const zip = await new Response(await hub.releases.package(release, 'original')).blob();
	const files = await readArchive(zip);
	expect([...files.keys()].sort()).toEqual(['film.mp4', 'imsmanifest.xml', 'index.html', '插 秧.html']);
	expect(await files.get('index.html')?.text()).toBe(page());
	await expect(hub.releases.package(release, '1.2')).rejects.toMatchObject({ code: 'not_found' });
	await expect(hub.releases.course('c', [release], '1.2')).rejects.toMatchObject({ code: 'not_found' });
});

test('what older rules judged is judged again by the present ones, and only that', async () => {
	const remote = `<html><body><script>location.href = 'https://player.example.com/run';</script></body></html>`;
	const gone = await taken(packageOf({ title: '在别处' }, { 'index.html': remote }));
	const other = await taken(packageOf({ title: '没变的' }, { 'note.txt': '1' }));
	const ofNow = (await hub.library.open(gone, zhou)).report;
	expect(ofNow).toMatchObject({ rules: checkRules, verdict: 'fails' });
	const kept = await db.get(`package:${gone}`);
	await db.put({ ...kept, report: { kind: 'scorm', verdict: 'works', findings: [] } });
	const before = await db.get(`package:${other}`);
	expect(await hub.library.checkAgain()).toEqual([]);
	expect((await hub.library.open(gone, zhou)).report).toEqual(ofNow);
	expect((await hub.library.list(zhou)).rows).toContainEqual(
		expect.objectContaining({ lessonId: gone, verdict: 'fails' })
	);
	expect((await db.get(`package:${other}`))._rev).toBe(before._rev);
});

test('one that cannot be read again keeps its report and is named', async () => {
	const lessonId = await taken(packageOf({ title: '读不回' }, { 'lost.txt': 'x' }));
	const kept = await db.get(`package:${lessonId}`);
	const report = { kind: 'scorm', verdict: 'works', findings: [] };
	await db.put({ ...kept, zip: { ...kept.zip, sha256: 'f'.repeat(64) }, report });
	expect(await hub.library.checkAgain()).toMatchObject([{ id: `package:${lessonId}` }]);
	expect((await hub.library.open(lessonId, zhou)).report).toEqual(report);
	await hub.library.setRemoved(lessonId, true, zhou);
});

test('its files are nobody’s in another branch', async () => {
	const lessonId = await taken(packageOf({ title: '本县的' }, { 'own.txt': '只在青山县' }));
	const { files } = await hub.library.contents(lessonId, colleague);
	const own = files.find(({ path }) => path === 'own.txt')!.sha256;
	expect(await mayReadBlob(hub, own, { kind: 'account' }, colleague)).toBe(true);
	expect(await mayReadBlob(hub, own, { kind: 'account' }, elsewhere)).toBe(false);
	expect(await titles(elsewhere)).toEqual([]);
	for (const call of [
		() => hub.library.open(lessonId, elsewhere),
		() => hub.library.release(lessonId, elsewhere),
		() => hub.library.change(lessonId, { facts, course: 0 }, elsewhere)
	])
		await expect(call()).rejects.toMatchObject({ code: 'not_found' });
	// Who may look at it is told why not.
	await expect(hub.library.release(lessonId, official)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('a zip that somebody else sent cannot be taken by its hash', async () => {
	const sha256 = await send(packageOf({ title: '别人的' }));
	const request = { sha256, name: 'x.zip', facts };
	await expect(hub.library.take(request, elsewhere, () => undefined)).rejects.toMatchObject({
		code: 'not_found'
	});
	await expect(hub.library.take(request, official, () => undefined)).rejects.toMatchObject({
		code: 'not_allowed'
	});
});

test('the same zip is taken once, a newer one in its place is the same lesson', async () => {
	const first = packageOf({ title: '第一版' });
	const lessonId = await taken(first);
	expect(await taken(first)).toBe(lessonId);
	expect((await hub.library.release(lessonId, zhou)).number).toBe(1);
	const newer = await taken(packageOf({ title: '第二版' }), { replaces: lessonId });
	expect(newer).toBe(lessonId);
	expect((await hub.library.release(lessonId, zhou)).number).toBe(2);
});

test('what is refused or cannot be played leaves nothing behind', async () => {
	const rows = (await hub.library.list(zhou)).rows.length;
	const bad = zipOf({ 'a.txt': 'x' }, [{ name: '../../etc/x', body: 'x' }]);
	for (const zip of [bad, packageOf({ href: 'gone.html' }), zipOf({ 'h5p.json': '{}' })]) {
		const request = { sha256: await send(zip), name: 'x.zip', facts };
		const before = blobs();
		const outcome = await hub.library
			.take(request, zhou, () => undefined)
			.catch(({ code }: { code: string }) => ({ state: code }));
		expect(outcome).toMatchObject(
			zip === bad ? { state: 'refused', why: 'escapes' } : { state: 'package_unplayable' }
		);
		expect(blobs()).toBe(before);
	}
	expect((await hub.library.list(zhou)).rows).toHaveLength(rows);
});

test('taking it out of the library can be undone, and what was released stays', async () => {
	const lessonId = await taken(packageOf({ title: '拿走的' }), { facts: { ...facts, title: '拿走的' } });
	const release = await hub.library.release(lessonId, zhou);
	expect(await hub.library.setRemoved(lessonId, true, zhou)).toBe('拿走的');
	expect(await titles(zhou)).not.toContain('拿走的');
	await expect(hub.library.open(lessonId, zhou)).rejects.toMatchObject({ code: 'not_found' });
	expect((await hub.releases.manifest(release)).course?.title).toBe('拿走的');
	await hub.library.setRemoved(lessonId, false, zhou);
	expect(await titles(zhou)).toContain('拿走的');
});

test('a change of its words and course is kept, a course it does not have is not taken', async () => {
	const lessonId = await taken(
		packageOf({ organizations: two, resources: twoResources }, { ...pages, 'more.txt': '1' })
	);
	await hub.library.change(lessonId, { facts: { ...facts, title: '新名' }, course: 0 }, colleague);
	expect(await hub.library.open(lessonId, zhou)).toMatchObject({
		title: '新名',
		course: 0,
		savedBy: '李农艺'
	});
	await hub.library.change(lessonId, { facts, course: 9 }, zhou);
	expect(await hub.library.open(lessonId, zhou)).toMatchObject({ course: 1 });
});
