import { keyIdOf, newId, newKeyPair, publicJwk, seal, signer, type Envelope, type Signer } from '$lib/base';
import type { Release } from '$lib/release';
import { ids, PublicKey } from '$lib/store';
import { Derived, openStationDatabases, type StationDatabases } from '$lib/store/browser';
import { pinned, type Trust } from '$lib/sync';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TrustedReleases } from './trusted-releases';

interface Hub {
	by: Signer;
	trust: Trust;
}

const verify = crypto.subtle.verify.bind(crypto.subtle);
let verified = 0;
let names: { db: string; derived: string };
let db: StationDatabases;
let hub: Hub;

async function newHub(): Promise<Hub> {
	const pair = await newKeyPair(true);
	const jwk = await publicJwk(pair.publicKey);
	return { by: signer(await keyIdOf(jwk), pair.privateKey), trust: pinned(v.parse(PublicKey, jwk)) };
}

const body = (lesson: string, number: number, title: string): Release => ({
	...{
		id: ids.release(lesson, number),
		lessonId: lesson,
		number,
		branch: [],
		title,
		lang: 'zh-CN',
		themes: []
	},
	...{ audience: '', minutes: 5, summary: '', cover: null, questions: 0, prompts: 0, bytes: 1, gates: [] },
	...{ manifest: { sha256: 'a'.repeat(64), size: 1 }, releasedAt: new Date(number * 1000).toISOString() }
});
const release = (lesson: string, number = 1, by = hub.by, title = `${lesson} ${number}`) =>
	seal(
		by,
		{ id: ids.release(lesson, number), kind: 'release', formatVersion: 1 },
		{ ...body(lesson, number, title) }
	);
const put = async (...docs: Envelope[]) => void (await db.catalogue.bulkDocs(docs));
/** As the network brings it, under a revision that somebody chose. */
const replicate = async (doc: Envelope, rev: string) =>
	void (await db.catalogue.bulkDocs([{ ...doc, _rev: rev }], { new_edits: false }));

/** As after a start of the program: nothing but the disk is known. */
const started = () => new TrustedReleases(db, new Derived(names.derived));
async function titles(releases = started(), trust = hub.trust): Promise<string[]> {
	verified = 0;
	await releases.renew(trust);
	return releases
		.newest()
		.map(({ title }) => title)
		.sort();
}

beforeEach(async () => {
	names = { db: `test-${newId()}-`, derived: `test-${newId()}` };
	db = openStationDatabases(names.db);
	hub = await newHub();
	crypto.subtle.verify = (...args) => (verified++, verify(...args));
});
afterEach(() => {
	crypto.subtle.verify = verify;
});

it('what was verified once is not verified again, over a start too; what is new is', async () => {
	await put(...(await Promise.all(['a', 'b', 'c'].map((lesson) => release(lesson)))));
	expect([await titles(), verified]).toEqual([['a 1', 'b 1', 'c 1'], 3]);
	expect([await titles(), verified]).toEqual([['a 1', 'b 1', 'c 1'], 0]);
	await put(await release('b', 2));
	expect([await titles(), verified]).toEqual([['a 1', 'b 2', 'c 1'], 1]);
	const running = started();
	await titles(running);
	await put(await release('d'));
	expect([await titles(running), verified]).toEqual([['a 1', 'b 2', 'c 1', 'd 1'], 1]);
	expect([await titles(), verified]).toEqual([['a 1', 'b 2', 'c 1', 'd 1'], 0]);
});

it('with other keys nothing that was verified before is believed, at once and after a start', async () => {
	const other = await newHub();
	await put(await release('a'), await release('b', 1, other.by));
	const running = started();
	expect(await titles(running)).toEqual(['a 1']);
	expect([await titles(running, other.trust), verified]).toEqual([['b 1'], 1]);
	expect([await titles(started(), other.trust), verified]).toEqual([['b 1'], 0]);
	expect(await titles(started(), hub.trust)).toEqual(['a 1']);
});

it('what nobody believed has signed is not shown, hides nothing, and is not let in by what is remembered', async () => {
	const stranger = await newHub();
	await put(await release('a'));
	expect(await titles()).toEqual(['a 1']);
	// Over a revision that was verified, under its own number: the database has that one already.
	const { _rev } = await db.catalogue.get(ids.release('a', 1));
	const forged = await release('a', 1, stranger.by, '假');
	await replicate(forged, _rev);
	expect(await titles()).toEqual(['a 1']);
	// Beside it, under a revision that wins.
	await replicate(forged, `9-${'f'.repeat(32)}`);
	expect((await db.catalogue.get(ids.release('a', 1))).signed).toContain('假');
	expect(await titles()).toEqual(['a 1']);
	// One of the hub's own under another's name, and one that nobody signed.
	await put({ ...(await release('b')), _id: ids.release('c', 1) }, { ...(await release('d')), sig: 'AAAA' });
	expect(await titles()).toEqual(['a 1']);
	expect([await titles(), verified]).toEqual([['a 1'], 0]);
});

it.each([
	['a text that was changed', (text: string) => text.replace('a 1', '假 1')],
	['a text that was cut short', (text: string) => text.slice(0, -5)]
])('%s in what is remembered is not believed: all is verified again', async (_, damage) => {
	await put(await release('a'), await release('b'));
	await titles();
	const opening = indexedDB.open(names.derived);
	await new Promise((done) => (opening.onsuccess = done));
	const tx = opening.result.transaction('texts', 'readwrite');
	const walk = tx.objectStore('texts').openCursor();
	walk.onsuccess = () => {
		const stored = walk.result?.value as { text: string } | undefined;
		if (stored) walk.result?.update({ ...stored, text: damage(stored.text) });
		walk.result?.continue();
	};
	await new Promise((done) => (tx.oncomplete = done));
	opening.result.close();
	expect([await titles(), verified]).toEqual([['a 1', 'b 1'], 2]);
	expect([await titles(), verified]).toEqual([['a 1', 'b 1'], 0]);
});

it('what is remembered of another database is not believed of this one', async () => {
	await put(await release('a'));
	await titles();
	await db.catalogue.destroy();
	db = openStationDatabases(names.db);
	expect(await titles()).toEqual([]);
	await put(await release('b'), await release('c'));
	expect(await titles()).toEqual(['b 1', 'c 1']);
	// One that has as many changes as were taken in of the one before.
	await db.catalogue.destroy();
	db = openStationDatabases(names.db);
	await put(await release('d'), await release('e'), await release('f'));
	expect(await titles()).toEqual(['d 1', 'e 1', 'f 1']);
});

it('two windows that believe other keys do not mix what they remember', async () => {
	const other = await newHub();
	const lessons = Array.from({ length: 20 }, (_, i) => `lesson${i}`);
	await put(...(await Promise.all(lessons.map((lesson) => release(lesson)))));
	const [old, fresh] = [started(), started()];
	await titles(old);
	expect(await titles(fresh, other.trust)).toEqual([]);
	// The old one goes on with its keys; what it writes beside what the fresh one wrote would hide or show too much.
	await put(await release('a'), await release('b', 1, other.by));
	const all = ['a 1', ...lessons.map((lesson) => `${lesson} 1`)].sort();
	expect(await titles(old)).toEqual(all);
	expect(await titles(started(), hub.trust)).toEqual(all);
	expect(await titles(fresh, other.trust)).toEqual(['b 1']);
	expect(await titles(started(), other.trust)).toEqual(['b 1']);
});

it('a power cut at any write of what is remembered costs only the verifying', async () => {
	const real = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!;
	await put(await release('a'));
	await titles();
	for (const cut of [1, 2]) {
		await put(await release(`new${cut}`));
		let puts = 0;
		IDBObjectStore.prototype.put = function (...args) {
			if (this.name === 'texts' && ++puts === cut) throw new DOMException('cut', 'AbortError');
			return (real.value as IDBObjectStore['put']).apply(this, args);
		};
		const expected = ['a 1', ...[1, 2].slice(0, cut).map((i) => `new${i} 1`)];
		expect(await titles()).toEqual(expected);
		Object.defineProperty(IDBObjectStore.prototype, 'put', real);
		expect(await titles()).toEqual(expected);
	}
});
