import { importKey, keyIdOf, seal, unseal, type Envelope } from '$lib/base';
import { Authority, authorityId, catalogueHash, CatalogueHead, ids, Root, rootId } from '$lib/store';
import { closeDatabases, openDatabases, type Databases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Catalogue } from './catalogue';
import { beginGeneration, keepGeneration, readGeneration, recentRestore } from './generation';
import { hubKeys, rotateKeys, type HubKeys } from './keys';
import { SharedLease } from './lease';

let dir: string;
let db: Databases;
let keys: HubKeys;
let catalogue: Catalogue;
let clock = 0;
const now = () => clock;
const keysDir = () => join(dir, 'keys');

beforeEach(async () => {
	clock = Date.parse('2026-11-22T08:00:00Z');
	dir = mkdtempSync(join(tmpdir(), 'yuanke-catalogue-'));
	db = await openDatabases(testPlace(join(dir, 'db')));
	await open();
});
afterEach(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

async function open() {
	keys = await hubKeys(keysDir(), now);
	catalogue = new Catalogue(db.catalogue, keys, await readGeneration(db.catalogue, now), now);
	await catalogue.prepare();
}
const release = (number: number, text = '水稻') =>
	seal(keys.release, { id: ids.release('abcdef', number), kind: 'release', formatVersion: 1 }, { text });
const ringOf = async (jwk: JsonWebKey) => {
	const [keyId, key] = [await keyIdOf(jwk), await importKey(jwk)];
	return (id: string) => (id === keyId ? key : undefined);
};
const authority = async () =>
	unseal(await db.catalogue.get(authorityId), await ringOf(keys.root), 'authority', Authority);
const head = async () =>
	unseal(
		await db.catalogue.get(ids.catalogueHead),
		await ringOf((await authority()).online),
		'catalogue-head',
		CatalogueHead
	);
/** What a complete catalogue hashes to, read from the disk. */
async function wholeHash() {
	const { rows } = await db.catalogue.allDocs();
	const others = rows.filter(({ id }) => id !== ids.catalogueHead);
	return {
		count: others.length,
		hash: await catalogueHash(others.map(({ id, value }) => `${id} ${value.rev}`))
	};
}

describe('the head of the catalogue', () => {
	test('says what a complete catalogue holds, after every addition and every start', async () => {
		expect(await head()).toMatchObject({ ...(await wholeHash()), counter: clock });
		await catalogue.add(await release(1));
		await catalogue.add(await release(2));
		const before = await head();
		expect(before).toMatchObject(await wholeHash());
		expect(before.counter).toBe(clock + 2);
		await open();
		expect(await head()).toEqual(before);
	});

	test('is put right at the next start when documents came without it', async () => {
		await db.catalogue.put(await release(1));
		expect((await head()).hash).not.toBe((await wholeHash()).hash);
		await open();
		expect(await head()).toMatchObject(await wholeHash());
	});

	test('speaks of all that several processes add at once, also when a write of one of them fails', async () => {
		const processes = await Promise.all(
			[1, 2].map(async () => {
				const lease = new SharedLease(db.accounts, 'catalogue');
				return new Catalogue(db.catalogue, keys, await readGeneration(db.catalogue, now), now, lease);
			})
		);
		const write = db.catalogue.bulkDocs.bind(db.catalogue);
		let writes = 0;
		db.catalogue.bulkDocs = (docs: Envelope[], options: object) =>
			++writes === 7 ? Promise.reject(new Error('the disk is full')) : write(docs, options);
		const added = await Promise.allSettled(
			Array.from({ length: 16 }, async (_, i) => processes[i % 2]!.add(await release(i + 1, `${i}`)))
		);
		db.catalogue.bulkDocs = write;
		expect(added.filter(({ status }) => status === 'rejected')).toHaveLength(1);
		expect(await head()).toMatchObject(await wholeHash());
		expect((await head()).count).toBe(16); // and the authority, without the one that failed
		// One that has not looked for long speaks of what the other has added since.
		await processes[0]!.add(await release(20));
		await processes[1]!.add(await release(20, '又一次'));
		expect(await head()).toMatchObject(await wholeHash());
	});

	test('is signed anew once a day, and not more often', async () => {
		const first = await head();
		clock += 24 * 3600_000;
		await catalogue.refresh();
		expect(await head()).toEqual(first);
		clock += 1;
		await catalogue.refresh();
		expect(await head()).toMatchObject({ hash: first.hash, counter: clock });
	});

	test('counts on over a restore: no counter is used twice', async () => {
		const backup = await head();
		clock += 60_000;
		await catalogue.add(await release(1));
		const lost = (await head()).counter;
		// The folder is put back as it was; later the hub goes on.
		const doc = await db.catalogue.get(ids.catalogueHead);
		await db.catalogue.remove(doc);
		await db.catalogue.remove(await db.catalogue.get(ids.release('abcdef', 1)));
		clock += 60_000;
		await beginGeneration(db.catalogue, 'restore', now);
		await open();
		const after = await head();
		expect(after.counter).toBeGreaterThan(lost);
		expect(after.generation).not.toBe(backup.generation);
	});

	test('counts above what somebody has seen, also when it says nothing else new', async () => {
		const { counter } = await head();
		await catalogue.renew(counter + 1000);
		expect((await head()).counter).toBe(counter + 1001);
		await catalogue.renew(counter);
		expect((await head()).counter).toBe(counter + 1001);
	});

	test('costs the same whether the catalogue holds ten releases or two thousand', async () => {
		const docs = await Promise.all(Array.from({ length: 2000 }, (_, i) => release(i + 1)));
		await db.catalogue.bulkDocs(docs);
		await catalogue.add(await release(3000)); // reads what came by another way, once
		let read = 0;
		const changes = db.catalogue.changes.bind(db.catalogue);
		db.catalogue.changes = (options: PouchDB.Core.ChangesOptions) =>
			changes({ ...options }).on('change', () => read++);
		await catalogue.add(await release(3001));
		expect(read).toBeLessThan(5);
		expect(await head()).toMatchObject(await wholeHash());
	});
});

describe('generations', () => {
	test('one is kept over starts, a new one begins with a restore, and used numbers go along', async () => {
		const first = await readGeneration(db.catalogue, now);
		expect(first).toMatchObject({ by: 'new', used: {} });
		await keepGeneration(db.catalogue, { ...first, used: { abcdef: 4 } });
		expect((await readGeneration(db.catalogue, now)).generation).toBe(first.generation);
		clock += 1000;
		const second = await beginGeneration(db.catalogue, 'restore', now);
		expect(second).toMatchObject({ by: 'restore', used: { abcdef: 4 }, since: '2026-11-22T08:00:01.000Z' });
		expect(second.generation).not.toBe(first.generation);
		expect(await readGeneration(db.catalogue, now)).toEqual(second);
	});
});

test('people are told of a restore for 30 days, and never of a beginning', () => {
	const since = '2026-11-22T08:00:00.000Z';
	const day = 24 * 3600_000;
	const at = Date.parse(since);
	for (const by of ['restore', 'noticed'] as const) {
		expect(recentRestore({ by, since }, at + 30 * day - 1)).toEqual({ by, since });
		expect(recentRestore({ by, since }, at + 30 * day)).toBeNull();
	}
	expect(recentRestore({ by: 'new', since }, at)).toBeNull();
});

describe('keys', () => {
	test('release and online keys are apart from the root, private, and the same at every start', async () => {
		const again = await hubKeys(keysDir(), now);
		expect(again.documents).toEqual(keys.documents);
		expect([again.release.keyId, again.online.keyId]).toEqual([keys.release.keyId, keys.online.keyId]);
		expect(new Set([keys.release.keyId, keys.online.keyId, await keyIdOf(keys.root)]).size).toBe(3);
		for (const name of readdirSync(keysDir())) expect(statSync(join(keysDir(), name)).mode & 0o077).toBe(0);
	});

	test('a hub that had one key for everything goes on with it as its root', async () => {
		const other = mkdtempSync(join(tmpdir(), 'yuanke-keys-'));
		const jwk = join(keysDir(), 'root.jwk');
		const { cpSync } = await import('node:fs');
		cpSync(jwk, join(other, 'root.jwk'));
		expect((await hubKeys(other, now)).root).toEqual(keys.root);
		rmSync(other, { recursive: true });
	});

	test('works without the private half of the root, which only a rotation needs', async () => {
		rmSync(join(keysDir(), 'root.jwk'));
		expect((await hubKeys(keysDir(), now)).root).toEqual(keys.root);
		await expect(rotateKeys(keysDir(), { online: true }, now)).rejects.toMatchObject({ code: 'key_missing' });
	});

	test('a missing key is named and nothing is made in its place', async () => {
		rmSync(join(keysDir(), `${keys.online.keyId}.jwk`));
		await expect(hubKeys(keysDir(), now)).rejects.toMatchObject({
			code: 'key_missing',
			details: { key: keys.online.keyId }
		});
		expect(existsSync(join(keysDir(), `${keys.online.keyId}.jwk`))).toBe(false);
	});

	test('a new online key signs the head, and the authority that names it counts higher', async () => {
		const before = await authority();
		const old = keys.online.keyId;
		await rotateKeys(keysDir(), { online: true }, now);
		await open();
		expect(keys.online.keyId).not.toBe(old);
		expect((await authority()).counter).toBeGreaterThan(before.counter);
		expect((await authority()).release).toEqual(before.release);
		expect((await db.catalogue.get(ids.catalogueHead)).keyId).toBe(keys.online.keyId);
		expect(await head()).toMatchObject(await wholeHash());
	});

	test('a new release key leaves the old one standing for what it signed, unless it was stolen', async () => {
		const [first] = (await authority()).release;
		await rotateKeys(keysDir(), { release: true }, now);
		await open();
		const second = (await authority()).release;
		expect(second[1]).toEqual(first);
		expect(await keyIdOf(second[0]!)).toBe(keys.release.keyId);
		await catalogue.add(await release(1));
		await rotateKeys(keysDir(), { release: 'stolen' }, now);
		await open();
		const signedAnew = await doc(ids.release('abcdef', 1));
		expect(signedAnew.keyId).toBe(keys.release.keyId);
		expect(JSON.parse(signedAnew.signed)).toMatchObject({ id: ids.release('abcdef', 1), text: '水稻' });
		expect(await head()).toMatchObject(await wholeHash());
		const third = (await authority()).release;
		expect(third).toHaveLength(1);
		expect(second).not.toContainEqual(third[0]);
	});

	test('a new root is signed by the one before, and signs the authority from then on', async () => {
		const first = keys.root;
		await rotateKeys(keysDir(), { root: true }, now);
		await open();
		await rotateKeys(keysDir(), { root: true, online: true }, now);
		await open();
		expect(keys.rootNumber).toBe(3);
		const second = await unseal(await doc(rootId(2)), await ringOf(first), 'root', Root);
		const third = await unseal(await doc(rootId(3)), await ringOf(second.key), 'root', Root);
		expect(third.key).toEqual(keys.root);
		expect(await authority()).toMatchObject({ number: 3 });
	});
});

const doc = (id: string): Promise<Envelope> => db.catalogue.get(id);
