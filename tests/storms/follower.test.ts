import { closeDatabases, openDatabases, type Database, type Databases } from '$lib/store/node';
import leveldown, { type LevelDown } from 'leveldown';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Follower, Written, type Note } from './follower';

let folder: string;
let databases: Databases;
let db: Database<Note>;
let written: Written;
/** Holds the next look-up of where the draft stands, which a feed makes after it has begun. */
let hold: { begun: () => void; until: Promise<void> } | null = null;

beforeEach(async () => {
	const { _get } = leveldown.prototype;
	vi.spyOn(leveldown.prototype, '_get').mockImplementation(function (this: LevelDown, key, options, done) {
		const now = () => _get.call(this, key, options, done);
		if (!hold || !/document-store.*draft$/.test(String(key))) return now();
		const { begun, until } = hold;
		hold = null;
		begun();
		void until.then(now);
	});
	folder = mkdtempSync(join(tmpdir(), 'yuanke-follower-'));
	databases = await openDatabases(folder);
	db = databases.lessons as Database<object> as Database<Note>;
	written = new Written();
	for (const id of ['a', 'draft', 'b']) await save(id, 1);
});
afterEach(async () => {
	await closeDatabases(databases);
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

async function save(_id: string, n: number): Promise<void> {
	const { _rev } = await db.get(_id).catch(() => ({ _rev: undefined }));
	const doc = { _id, n, text: '', ...(_rev ? { _rev } : {}) };
	await written.write([doc], () => db.put(doc));
}

/** Asks, and saves the draft anew while the answer is made. */
async function whileSaved<T>(ask: () => Promise<T>): Promise<T> {
	let release = () => {};
	const until = new Promise<void>((resolve) => (release = resolve));
	const begun = new Promise<void>((resolve) => (hold = { begun: resolve, until }));
	const asked = ask();
	await begun;
	await save('draft', written.of('draft') + 1);
	release();
	return asked;
}

test('a document saved while the changes are read is in none of them, and in the next', async () => {
	const names = async (since: number | string) => {
		const { results, last_seq } = await db.changes({ since });
		return { last_seq, ids: results.map(({ id }) => id) };
	};
	const first = await whileSaved(() => names(0));
	expect(first.ids).toEqual(['a', 'b']);
	expect(await names(first.last_seq)).toMatchObject({ ids: ['draft'] });
});

test('what is late is not called missing, and comes', async () => {
	const follower = new Follower(db);
	expect(await whileSaved(() => follower.missing(written))).toEqual([]);
	expect(await follower.missing(written)).toEqual([]);
});

test('what is kept from a follower is called missing', async () => {
	await written.write([{ _id: 'b', n: 2 }], () => Promise.resolve());
	const follower = new Follower(db);
	expect(await whileSaved(() => follower.missing(written))).toEqual(['b 2']);
	expect(await follower.missing(written)).toEqual(['b 2']);
});
