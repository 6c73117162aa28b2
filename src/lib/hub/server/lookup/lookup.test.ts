import { newLesson, type Lesson } from '$lib/lesson';
import type { Release } from '$lib/release';
import { inBranch, ids, type Draft, type ShownDraft } from '$lib/store';
import { closeDatabases, openDatabases, type Database } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from '../accounts';
import { DraftBin } from '../draft-bin';
import { Drafts } from '../drafts';
import { failAfter } from './failing-writes.fixture';
import { fileIds, idInRow, rowIds } from './keys';
import { Lookup } from './lookup';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-lookup-'));
const db = await openDatabases(testPlace(dir));
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});
const noFiles = () => Promise.resolve([]);
const lookup = new Lookup(db, noFiles, 'one');
await lookup.prepare();
let clock = Date.UTC(2026, 10, 1);
const sent = new Set<string>();
const rights = {
	mayRead: () => Promise.resolve(false),
	holds: (sha256: string, name: string) => Promise.resolve(sent.has(`${sha256} ${name}`))
};
const service = new Drafts(db.lessons, lookup, rights, () => clock);
const bin = new DraftBin(db.lessons, lookup, () => clock);

const province = ['示范省'];
const county = [...province, '示范市', '青山县'];
const person = (name: string, branch: string[], role: Person['roles'][number] = 'author'): Person => ({
	...{ name, branch },
	roles: [role]
});
const zhou = person('周/农:艺 100%', county);
const official = person('刘科长', province, 'official');
const elsewhere = person('外人', ['示范省', '示范市', '青山县二']);
const hash = (n: number) => n.toString(16).padStart(64, '0');
const picture = (sha256: string) => ({ sha256, size: 1, type: 'image/png', name: 'a.png' });
const lessonWith = (title: string, cover: string | null, lookAgain = ''): Lesson => {
	const lesson = newLesson(title, 'zh-CN');
	return {
		...lesson,
		title,
		settings: {
			...lesson.settings,
			cover: cover === null ? null : picture(cover),
			about: { author: '', reviewer: '', sources: [], validOn: '', lookAgain }
		}
	};
};

/** What a person may see, found by reading everything: what the lookup must say. */
async function naive(by: Person): Promise<{ listed: string[]; binned: string[]; files: Set<string> }> {
	const { rows } = await db.lessons.allDocs({ include_docs: true });
	const all = rows.flatMap(({ doc }) =>
		doc ? [doc as object as Omit<Draft, 'kind'> & { kind: string }] : []
	);
	const own = all.filter(({ kind, branch }) => kind === 'draft' && inBranch(branch, by.branch));
	const mine = new Set(own.map(({ draftId }) => draftId));
	const opened = [...own, ...all.filter(({ kind, draftId }) => kind === 'version' && mine.has(draftId))];
	return {
		listed: own.filter(({ removed, settledInto }) => !removed && !settledInto).map(({ draftId }) => draftId),
		binned: own.filter(({ removed }) => removed).map(({ draftId }) => draftId),
		files: new Set(
			opened.flatMap(({ media, awaited = {} }) => [
				...media,
				...Object.entries(awaited).flatMap(([sha256, name]) => (sent.has(`${sha256} ${name}`) ? sha256 : []))
			])
		)
	};
}

async function asLookedUp(by: Person, known: string[]) {
	const rows = await lookup.now();
	const { rows: listed } = await service.list(by, 1000);
	const inBin = rowIds.list('bin', by.branch);
	const { rows: binned } = await rows.list<ShownDraft>('draft', inBin, 1000);
	const files = new Set<string>();
	for (const sha256 of known) if (await service.mayRead(sha256, by)) files.add(sha256);
	return {
		listed: listed.map(({ draftId }) => draftId).sort(),
		binned: binned.map(({ draftId }) => draftId).sort(),
		files
	};
}

test('after any writes, kills and failed writes it says what reading everything would say', async () => {
	let seed = 7;
	const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
	const authors = [zhou, person('钱', [...county, '清水镇']), person('外', elsewhere.branch)];
	const known = Array.from({ length: 12 }, (_, i) => hash(i + 1));
	const open: { id: string; by: Person }[] = [];
	for (let round = 0; round < 120; round++) {
		clock += random(3) * 3600_000 * 13;
		const by = authors[random(3)]!;
		const own = open.filter((one) => one.by === by);
		const one = own[random(Math.max(1, own.length))];
		const what = random(8);
		if (what < 2 || !one) {
			open.push({ id: await service.create(lessonWith('课', hash(1 + random(12))), '课', by), by });
		} else if (what < 5) {
			const { draft } = await service.open(one.id, by);
			const late = random(4) === 0;
			const saved = await service.save(
				one.id,
				{
					base: draft.version - (late ? 1 : 0),
					saves: [`s:${round}/%`],
					lesson: { ...lessonWith(`课 ${round}`, hash(1 + random(12))), lessonId: draft.lessonId }
				},
				by
			);
			if (saved.split) open.push({ id: saved.draftId, by });
		} else if (what === 5) await bin.throwAway(one.id, by);
		else if (what === 6) await bin.bringBack(one.id, by);
		else sent.add(`${hash(1 + random(12))} ${by.name}`);
		if (round % 4 === 0) {
			// A write of the lookup fails half-way: what was written stays, what was not comes with the next question.
			const end = failAfter(db.lookup, random(3), random(3) > 0);
			await lookup.now().catch(() => undefined);
			end();
		}
		if (round % 10 !== 9) continue;
		for (const who of [...authors, official]) {
			const expected = await naive(who);
			expect(await asLookedUp(who, known)).toEqual({
				listed: expected.listed.sort(),
				binned: expected.binned.sort(),
				files: expected.files
			});
		}
	}
	expect(open.length).toBeGreaterThan(30);
	await lookup.now();
	const { rows } = await db.lookup.allDocs({ startkey: 'of:', endkey: 'of;', include_docs: true });
	expect(rows.filter(({ doc }) => doc?.open)).toEqual([]);
}, 60_000);

test('on a full disk what was taken in before can be read, and the rest comes as soon as there is room', async () => {
	const by = person('满', ['己省']);
	await service.create(lessonWith('', null), '从前', by);
	const titles = async () => (await service.list(by)).rows.map(({ title }) => title).sort();
	expect(await titles()).toEqual(['从前']);
	await service.create(lessonWith('', null), '后来', by);
	const bulk = db.lookup.bulkDocs.bind(db.lookup);
	db.lookup.bulkDocs = () => Promise.reject(new Error('IO error: 000003.log: No space left on device'));
	expect(await titles()).toEqual(['从前']);
	db.lookup.bulkDocs = () => Promise.reject(new Error('something else'));
	await expect(titles()).rejects.toThrow('something else');
	db.lookup.bulkDocs = bulk;
	expect(await titles()).toEqual(['从前', '后来'].sort());
});

test('a row that was not written, for whatever reason but that it is there, is written the next time', async () => {
	const by = person('单', ['庚省']);
	await lookup.now();
	await service.create(lessonWith('', hash(70)), '一课', by);
	const bulk = db.lookup.bulkDocs.bind(db.lookup);
	let failed = '';
	db.lookup.bulkDocs = async (docs: { _id?: string }[], ...more: []) => {
		// PouchDB's own `put` comes this way too, with a callback.
		const lost = more.length || failed ? null : docs.find(({ _id }) => _id?.startsWith('list:draft:'));
		if (!lost) return bulk(docs as never[], ...more);
		failed = lost._id ?? '';
		const answers = await bulk(docs.filter((doc) => doc !== lost) as never[], ...more);
		return [...answers, { error: true, status: 500, name: 'unknown_error', id: failed }] as never;
	};
	await expect(lookup.now()).rejects.toThrow();
	db.lookup.bulkDocs = bulk;
	expect(failed).not.toBe('');
	expect((await service.list(by)).rows).toHaveLength(1);
	// A kill before the note: all is taken in again, over the rows that stand.
	await db.lookup.put({ ...(await db.lookup.get('note:lessons')), since: 0 });
	expect((await service.list(by)).rows).toHaveLength(1);
});

test('of a lesson that is forgotten nothing is left', async () => {
	const draftId = await service.create(lessonWith('忘', hash(60), '2026-01-01'), '忘', zhou);
	await service.list(zhou);
	const rest = async () => JSON.stringify(await db.lookup.allDocs({ include_docs: true })).includes(draftId);
	expect(await rest()).toBe(true);
	await bin.throwAway(draftId, zhou);
	clock += 31 * 24 * 3600_000;
	await bin.tidy();
	await lookup.now();
	expect(await rest()).toBe(false);
});

test('much that was written at once is all taken in', async () => {
	const by = person('很多', ['别省', '三市']);
	for (let i = 0; i < 130; i++) await service.create(lessonWith('', null), `课${i}`, by);
	expect((await service.list(by, 1000)).rows).toHaveLength(130);
	// All of one day: the last saved of them stand first all the same.
	clock += 24 * 3600_000 - (clock % (24 * 3600_000)) - 8 * 3600_000 + 1;
	const { rows } = await service.list(by, 1000);
	for (const { draftId, lessonId } of rows) {
		clock++;
		const { draft } = await service.open(draftId, by);
		const lesson = { ...lessonWith('又', null), lessonId };
		await service.save(draftId, { base: draft.version, saves: [draftId], lesson }, by);
	}
	const last = rows.map(({ draftId }) => draftId).reverse();
	expect((await service.list(by, 3)).rows.map(({ draftId }) => draftId)).toEqual(last.slice(0, 3));
	expect((await service.list(by, 129)).more).toBe(true);
	expect((await service.list(by, 130)).more).toBe(false);
});

test('another process that takes in the same writes the same', async () => {
	await service.create(lessonWith('两边', hash(50)), '两边', zhou);
	const other = new Lookup(db, noFiles, 'one');
	await Promise.all([lookup.now(), other.now(), other.now()]);
	const rows = await lookup.now();
	expect(await rows.any(fileIds.awaited(hash(50), zhou.name, county))).toBe(true);
	for (const one of [lookup, other]) {
		await service.create(lessonWith('再来', hash(51)), '再来', zhou);
		expect(await (await one.now()).any(fileIds.awaited(hash(51), zhou.name, county))).toBe(true);
	}
});

test('rows of another life of the databases, or of a form before, are made anew', async () => {
	const titles = async () => (await service.list(zhou, 1000)).rows.map(({ draftId }) => draftId).sort();
	const before = await titles();
	for (const change of [
		(note: object) => ({ ...note, generation: 'zero' }),
		(note: object) => ({ ...note, format: 0 }),
		(note: object) => ({ ...note, since: 1e9 })
	]) {
		await db.lookup.put({ _id: 'file:stray' });
		const note = await db.lookup.get('note:lessons');
		await db.lookup.put(change(note) as typeof note);
		await new Lookup(db, noFiles, 'one').prepare();
		expect(await (await lookup.now()).any('file:stray')).toBe(false);
		expect(await titles()).toEqual(before);
	}
});

test('a release opens its files to the places above and under its own, for good', async () => {
	const release = { branch: county, units: county, manifest: { sha256: hash(80), size: 1 } } as Release;
	const signed = JSON.stringify(release);
	const files = new Lookup(db, (sha256) => Promise.resolve(sha256 === hash(80) ? [hash(81)] : []), 'one');
	await db.catalogue.put({ _id: ids.release('l', 1), kind: 'release', signed } as never);
	await db.catalogue.put({ _id: 'authority:x', kind: 'authority', signed: 'not a release' } as never);
	const rows = await files.now();
	for (const sha256 of [hash(80), hash(81)]) {
		expect(await rows.any(fileIds.release(sha256, county))).toBe(true);
		expect(await rows.any(fileIds.release(sha256, province))).toBe(true);
		expect(await rows.any(fileIds.release(sha256, elsewhere.branch))).toBe(false);
		expect((await rows.present([fileIds.release(sha256, county)])).size).toBe(1);
	}
});

test('versions that do not say where they belong open their files where their draft is', async () => {
	const draftId = await service.create(lessonWith('旧', null), '旧', zhou);
	const version = {
		kind: 'version',
		formatVersion: 1,
		draftId,
		number: 1,
		key: 'k',
		reason: 'named',
		name: ''
	};
	await (db.lessons as Database<object>).put({
		...{ _id: ids.version(draftId, 1), ...version, at: 1, by: '', title: '' },
		...{ media: [hash(90)], lesson: null }
	});
	expect(await service.mayRead(hash(90), official)).toBe(true);
	expect(await service.mayRead(hash(90), elsewhere)).toBe(false);
});

test('a list shows as many as asked for, the last saved first, and finds by words of a title', async () => {
	const by = person('找', ['丙省']);
	for (let i = 0; i < 7; i++) {
		clock += 24 * 3600_000;
		const title = i % 2 ? `水稻 ＡＢ${i}` : `玉米${i}`;
		await service.create(lessonWith('', null), title, by);
	}
	const titles = async (...more: [number?, string?]) => {
		const { rows, more: behind } = await service.list(by, ...more);
		return [rows.map(({ title }) => title), behind];
	};
	expect(await titles(2)).toEqual([['玉米6', '水稻 ＡＢ5'], true]);
	expect(await titles(7)).toEqual([expect.objectContaining({ length: 7 }), false]);
	expect(await titles(50, ' ab  水稻 ')).toEqual([['水稻 ＡＢ5', '水稻 ＡＢ3', '水稻 ＡＢ1'], false]);
	expect(await titles(1, '玉米')).toEqual([['玉米6'], true]);
	expect(await titles(50, '没有')).toEqual([[], false]);
});

test('a search that ends before the list does says where, and is gone on with from there', async () => {
	const by = person('翻', ['丁省']);
	const titles: string[] = [];
	for (let i = 0; i < 5; i++) {
		clock += 3600_000 * 2;
		titles.unshift(`第${i}课`);
		await service.create(lessonWith('', null), `第${i}课`, by);
	}
	const rows = await lookup.now();
	const ids = await rows.ids(rowIds.list('draft', by.branch), 10);
	const rest = await service.list(by, 50, '课', ids[2]);
	expect(rest.rows.map(({ title }) => title)).toEqual(titles.slice(3));
	expect(rest.searchedTo).toBe(null);
	expect((await service.list(by, 50, '课', 'list:draft:/别省/:')).rows).toHaveLength(5);

	const many = person('大', ['戊省']);
	const row = { owner: '大', branch: many.branch, lessonId: 'l', savedAt: 1, savedBy: '大', split: false };
	const documents = Array.from({ length: 5200 }, (_, i) => [
		{ _id: rowIds.list('draft', many.branch, 1e12 - i, `x${i}`) },
		{
			_id: `shown:draft:x${i}`,
			shown: { ...row, draftId: `x${i}`, title: i === 5150 ? '针' : '草', lookAgain: '', at: 1 }
		}
	]).flat();
	await db.lookup.bulkDocs(documents);
	const first = await service.list(many, 50, '针');
	expect([first.rows, first.more]).toEqual([[], true]);
	const second = await service.list(many, 50, '针', first.searchedTo ?? '');
	expect(second).toMatchObject({ rows: [{ title: '针' }], more: false, searchedTo: null });
	expect(await service.list(many, 50)).toMatchObject({ more: true, searchedTo: null });
});

test('lessons that are due stand in a list of their own, wherever they stand in the other', async () => {
	const by = person('到期', ['别省', '二市']);
	const today = clock;
	const day = (ms: number) => new Date(ms + 8 * 3600_000).toISOString().slice(0, 10);
	for (const [title, at] of [
		['昨天', today - 24 * 3600_000],
		['去年', today - 365 * 24 * 3600_000],
		['今天', today],
		['明天', today + 24 * 3600_000]
	] as const)
		await service.create(lessonWith('', null, day(at)), title, by);
	const due = async (who: Person) => (await service.due(who)).map(({ title }) => title).sort();
	expect(await due(by)).toEqual(['去年', '昨天'].sort());
	expect(await due(person('省', ['别省'], 'official'))).toEqual(['去年', '昨天'].sort());
	expect(await due(elsewhere)).toEqual([]);
});

test.each(['a:b', '100%', '一/二', 'x%3Ay'])('an id %s comes out of a row as it went in', (id) => {
	expect(idInRow(rowIds.list('draft', county, 1, id))).toBe(id);
	expect(rowIds.list('draft', [id], 1, 'd').split(':')).toHaveLength(5);
});
