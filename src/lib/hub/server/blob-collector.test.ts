import { FileBlobs } from '$lib/store/node';
import { testFolders, testPlace } from '$lib/store/node/test-place.fixture';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BlobCollector, blobsKeptFor } from './blob-collector';
import { openHub } from './hub';
import { namedBlobs } from './blob-names';

const root = mkdtempSync(join(tmpdir(), 'yuanke-collect-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;
const day = 24 * 3600_000;
const bytes = (n: number) => new TextEncoder().encode(`file ${n}`);

type Step =
	| { do: 'bring' | 'ask' | 'unname' | 'name'; file: number }
	| { do: 'days'; days: number }
	| { do: 'collect'; during: { do: 'bring' | 'ask' | 'name' | 'unname'; file: number }[] };
const act = fc.record({
	do: fc.constantFrom('bring' as const, 'ask' as const, 'name' as const, 'unname' as const),
	file: fc.nat(3)
});
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: act },
	fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 40 }) }),
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant('collect' as const), during: fc.array(act, { maxLength: 4 }) })
	}
);

test('however bringing, asking, naming and collecting fall into one another: a blob that may be named, or is, is there', async () => {
	let gone = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
			const dir = join(root, String(++made));
			let now = Date.UTC(2026, 0, 1);
			const blobs = new FileBlobs(join(dir, 'blobs'), () => now);
			const named = new Set<string>();
			const hashes = await Promise.all([0, 1, 2, 3].map(async (n) => (await blobs.put(bytes(n))).sha256));
			/** Until when an author who was told that a file is here may count on it. */
			const promised = new Map(hashes.map((hash) => [hash, now + blobsKeptFor]));
			const perform = async ({ do: what, file }: { do: string; file: number }) => {
				const hash = hashes[file] ?? '';
				if (what === 'bring') await blobs.put(bytes(file));
				if (what === 'bring' || (what === 'ask' && (await blobs.keep(hash))))
					promised.set(hash, now + blobsKeptFor - day);
				// Who names a file was told that it is here, or has it from a document that names it.
				if (what === 'name' && (named.has(hash) || (promised.get(hash) ?? 0) > now)) named.add(hash);
				// What was named through a round may be named again by who undoes.
				if (what === 'unname' && named.delete(hash) && seen.has(hash))
					promised.set(hash, now + blobsKeptFor - 2 * day);
			};
			let seen: ReadonlySet<string> = new Set();
			let during: { do: string; file: number }[] = [];
			const collector = new BlobCollector(
				join(dir, 'unnamed.json'),
				blobs,
				async () => {
					const all = (seen = new Set(named));
					const [first, ...rest] = during;
					if (first) await perform(first);
					return {
						all,
						since: async () => {
							for (const each of rest.slice(0, 2)) await perform(each);
							const later = new Set([...named].filter((hash) => !all.has(hash)));
							return later;
						}
					};
				},
				() => gone++,
				() => now
			);
			let lastRound = now;
			for (const step of steps) {
				if (step.do === 'days') {
					now += step.days * day;
					// The hub collects every day; what is unnamed is seen to be so within one.
					if (now - lastRound > day) await collector.collect();
					lastRound = now;
				} else if (step.do === 'collect') {
					during = step.during;
					await collector.collect();
					during = [];
				} else await perform(step);
				for (const hash of named) expect(await blobs.size(hash), 'named').not.toBeNull();
				for (const [hash, until] of promised)
					if (until > now) expect(await blobs.size(hash), 'promised').not.toBeNull();
			}
			rmSync(dir, { recursive: true });
		}),
		{ numRuns: process.env.LONG ? 2000 : 150 }
	);
	expect(gone).toBeGreaterThan(10);
}, 300_000);

test('what nothing names goes after its time, with its bytes told and who sent it forgotten', async () => {
	const dir = join(root, 'aged');
	let now = Date.UTC(2026, 0, 1);
	const blobs = new FileBlobs(dir, () => now);
	const { sha256, size } = await blobs.put(bytes(1));
	const forgotten: string[] = [];
	const none = { all: new Set<string>(), since: () => Promise.resolve(new Set<string>()) };
	const collector = new BlobCollector(
		join(dir, 'unnamed.json'),
		blobs,
		() => Promise.resolve(none),
		(hash) => forgotten.push(hash),
		() => now
	);
	expect(await collector.collect()).toEqual({ removed: 0, bytes: 0 });
	now += blobsKeptFor - 1;
	expect(await collector.collect()).toEqual({ removed: 0, bytes: 0 });
	now += 2;
	expect(await collector.collect()).toEqual({ removed: 1, bytes: size });
	expect(forgotten).toEqual([sha256]);
	expect(await blobs.size(sha256)).toBeNull();
	// Another process over the same folder has nothing to do for today.
	expect(
		new BlobCollector(
			join(dir, 'unnamed.json'),
			blobs,
			() => Promise.resolve(none),
			() => undefined,
			() => now
		).isDue()
	).toBe(false);
	expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('one that another process was asked for while it was put aside stays', async () => {
	const dir = join(root, 'aside');
	let now = Date.UTC(2026, 0, 1);
	const [blobs, beside] = [new FileBlobs(dir, () => now), new FileBlobs(dir, () => now)];
	const { sha256 } = await blobs.put(bytes(1));
	now += 2 * blobsKeptFor;
	// At whatever moment it is asked for beside a removal: who is told that it is here finds it.
	for (let round = 0; round < 300; round++) {
		const asking = beside.keep(sha256);
		for (let turns = 0; turns < round % 12; turns++) await new Promise(setImmediate);
		const gone = blobs.removeOld(sha256, now - blobsKeptFor) !== null;
		const told = await asking;
		if (told) expect(await blobs.size(sha256)).not.toBeNull();
		else expect(gone).toBe(true);
		await blobs.put(bytes(1));
		now += 2 * blobsKeptFor;
	}
}, 60_000);

test('one that comes to be named while it is being judged stays', async () => {
	const dir = join(root, 'late');
	let now = Date.UTC(2026, 0, 1);
	const blobs = new FileBlobs(dir, () => now);
	const { sha256 } = await blobs.put(bytes(1));
	const late = { all: new Set<string>(), since: () => Promise.resolve(new Set([sha256])) };
	const collector = new BlobCollector(
		join(dir, 'unnamed.json'),
		blobs,
		() => Promise.resolve(late),
		() => undefined,
		() => now
	);
	await collector.collect();
	now += 2 * blobsKeptFor;
	expect(await collector.collect()).toEqual({ removed: 0, bytes: 0 });
	expect(await blobs.size(sha256)).not.toBeNull();
});

test('a list that is named only by a list is followed, too', async () => {
	const dir = join(root, 'nested');
	const blobs = new FileBlobs(join(dir, 'blobs'));
	const list = async (content: unknown) =>
		(await blobs.put(new TextEncoder().encode(JSON.stringify(content)))).sha256;
	const film = (await blobs.put(bytes(7))).sha256;
	let inner = await list([film]);
	const chain = [film, inner];
	for (let n = 0; n < 5; n++) chain.push((inner = await list({ n, next: inner })));
	const alone = await list([film, 'nobody names this list']);
	const { openDatabases, closeDatabases } = await import('$lib/store/node');
	const databases = await openDatabases(testPlace(join(dir, 'db')));
	const db = databases.lessons as never as PouchDB.Database<object>;
	await db.put({ _id: 'package:x', contents: inner });
	const { all } = await namedBlobs([db], blobs);
	for (const sha256 of chain) expect(all.has(sha256)).toBe(true);
	expect(all.has(alone)).toBe(false);
	await closeDatabases(databases);
});

test('a blob is named by any document, by what a named list holds, and by what is written while one looks', async () => {
	const data = join(root, 'hub');
	const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
	const hub = await openHub(testFolders(data), 'http://localhost:1', parts, Date.now);
	await hub.close();
	const { openDatabases, closeDatabases } = await import('$lib/store/node');
	const databases = await openDatabases(testPlace(join(data, 'db')));
	const db = databases.lessons as never as PouchDB.Database<object>;
	const { blobs } = hub;
	const [film, picture, zip] = await Promise.all(
		[1, 2, 3].map(async (n) => (await blobs.put(bytes(n))).sha256)
	);
	const list = await blobs.put(
		new TextEncoder().encode(JSON.stringify({ pad: 'x'.repeat(70_000), files: [{ sha256: picture }] }))
	);
	await db.bulkDocs(Array.from({ length: 450 }, (_, n) => ({ _id: `draft:${n}`, lesson: { n } })));
	await db.put({ _id: 'draft:film', lesson: { src: film } });
	await db.put({ _id: 'package:x', contents: list });
	const named = await namedBlobs([db], blobs);
	expect([film, picture, list.sha256, zip].map((hash) => named.all.has(hash ?? ''))).toEqual([
		true,
		true,
		true,
		false
	]);
	await db.put({ _id: 'template:y', media: [zip] });
	expect([...(await named.since())]).toEqual([zip]);
	await closeDatabases(databases);
});
