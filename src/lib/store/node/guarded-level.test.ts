import { UserError } from '$lib/base';
import fc from 'fast-check';
import leveldown, { type Done, type LevelDown, type Operation } from 'leveldown';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { closeDatabases, type Database, type Databases } from './databases';
import { openDatabases } from './open-databases';

const dirs: string[] = [];
const newDir = () => dirs[dirs.push(mkdtempSync(join(tmpdir(), 'yuanke-guard-'))) - 1] as string;
afterAll(() => dirs.forEach((dir) => rmSync(dir, { recursive: true })));
afterEach(() => vi.restoreAllMocks());

interface Note {
	_id: string;
	_rev?: string;
	n: number;
}
const notes = (databases: Databases) => databases.lessons as Database<object> as Database<Note>;

/** How the next write fails: nothing of it came onto the disk, or all of it did and only its acknowledgement failed. */
type Failure = 'absent' | 'present';
let next: Failure | null = null;
let errno = 'No space left on device';

/** The disk beneath LevelDB: the open database knows nothing of a failed write, whatever the log holds. */
function failingDisk(): void {
	next = null;
	const prototype = leveldown.prototype;
	const { _batch, _close } = prototype;
	const onDisk = new Map<string, Operation[][]>();
	vi.spyOn(prototype, '_batch').mockImplementation(function (this: LevelDown, operations, options, done) {
		if (!next || !this.location.endsWith('lessons')) return _batch.call(this, operations, options, done);
		if (next === 'present')
			onDisk.set(this.location, [...(onDisk.get(this.location) ?? []), [...operations]]);
		next = null;
		process.nextTick(done, new Error(`IO error: ${this.location}/000003.log: ${errno}`));
	});
	vi.spyOn(prototype, '_close').mockImplementation(function (this: LevelDown, done) {
		_close.call(this, (error) => {
			const left = onDisk.get(this.location) ?? [];
			onDisk.delete(this.location);
			if (error || !left.length) return done(error);
			const again = leveldown(this.location);
			const each = (rest: Operation[][], then: Done) => {
				const [first, ...others] = rest;
				if (!first) return then(null);
				_batch.call(again, first, {}, (error) => (error ? then(error) : each(others, then)));
			};
			again._open({}, (error) => {
				if (error) return done(error);
				each(left, (error) => _close.call(again, (closed) => done(error ?? closed)));
			});
		});
	});
}

async function held(databases: Databases): Promise<Map<string, number>> {
	const { rows, total_rows } = await notes(databases).allDocs({ include_docs: true });
	expect(total_rows).toBe(rows.length);
	const { results } = await notes(databases).changes({ since: 0, include_docs: true });
	const changed = new Map(results.map(({ id, doc }) => [id, doc?.n ?? -1]));
	const listed = new Map(rows.map(({ id, doc }) => [id, doc?.n ?? -1]));
	expect([...changed].sort()).toEqual([...listed].sort());
	return listed;
}

type Step =
	| { do: 'put'; id: number }
	| { do: 'bulk'; ids: number[] }
	| { do: 'fail'; how: Failure }
	| { do: 'restart' };
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), id: fc.nat(5) }) },
	fc.record({ do: fc.constant('bulk' as const), ids: fc.uniqueArray(fc.nat(8), { minLength: 1 }) }),
	fc.record({ do: fc.constant('fail' as const), how: fc.constantFrom<Failure>('absent', 'present') }),
	fc.record({ do: fc.constant('restart' as const) })
);

test('in any order of writes, failures and restarts: what was acknowledged is there, what failed has not happened', async () => {
	failingDisk();
	let runs = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
			runs++;
			next = null;
			const dir = newDir();
			let databases = await openDatabases(dir);
			/** What a document may hold: a failed write may be found by the next start, if the process ends before the next write. */
			const acknowledged = new Map<string, number>();
			let unsure = new Map<string, number>();
			let n = 0;
			const write = async (ids: number[]) => {
				const failing = next !== null;
				const docs: Note[] = [];
				for (const id of ids.map((id) => `note:${id}`)) {
					const before = await notes(databases)
						.get(id)
						.catch(() => null);
					docs.push({ ...(before ?? { _id: id }), n: ++n });
				}
				const writing =
					docs.length === 1 && docs[0] ? notes(databases).put(docs[0]) : notes(databases).bulkDocs(docs);
				try {
					await writing;
					unsure = new Map();
					for (const { _id, n } of docs) acknowledged.set(_id, n);
				} catch (error) {
					// A failure may also hit the mending, which tries again; then the write is a success.
					expect([failing, error]).toMatchObject([true, { code: 'hub_disk_full' }]);
					unsure = new Map(docs.map(({ _id, n }) => [_id, n]));
				}
			};
			for (const step of steps) {
				if (step.do === 'put') await write([step.id]);
				if (step.do === 'bulk') await write(step.ids);
				if (step.do === 'fail') next = step.how;
				if (step.do === 'restart') {
					next = null;
					await closeDatabases(databases);
					databases = await openDatabases(dir);
					const found = await held(databases);
					// A write is there as a whole, or not at all.
					const came = [...unsure].filter(([id, n]) => found.get(id) === n);
					expect([0, unsure.size]).toContain(came.length);
					for (const [id, n] of came) acknowledged.set(id, n);
					unsure = new Map();
				}
				expect([...(await held(databases))].sort()).toEqual([...acknowledged].sort());
			}
			await closeDatabases(databases);
		}),
		{ numRuns: process.env.LONG ? 500 : 25 }
	);
	expect(runs).toBeGreaterThan(20);
}, 600_000);

test('while the disk refuses, the failure says why, reading goes on, and nothing is tried on the old log', async () => {
	failingDisk();
	const databases = await openDatabases(newDir());
	await notes(databases).put({ _id: 'a', n: 1 });
	for (const [said, code] of [
		['No space left on device', 'hub_disk_full'],
		['Read-only file system', 'hub_disk_read_only'],
		['Input/output error', 'hub_disk_broken']
	] as const) {
		errno = said;
		next = 'absent';
		await expect(notes(databases).put({ _id: 'b', n: 2 })).rejects.toMatchObject({ code });
		expect((await notes(databases).get('a')).n).toBe(1);
		await notes(databases).put({ _id: code, n: 3 });
	}
	errno = 'No space left on device';
	await closeDatabases(databases);
});

test('reading goes on while the database is closed and opened again', async () => {
	failingDisk();
	const databases = await openDatabases(newDir());
	await notes(databases).bulkDocs(Array.from({ length: 500 }, (_, n) => ({ _id: `note:${n}`, n })));
	next = 'present';
	await notes(databases)
		.put({ _id: 'late', n: 1 })
		.catch(() => undefined);
	const [, ...read] = await Promise.all([
		notes(databases).put({ _id: 'on', n: 1 }),
		...Array.from({ length: 20 }, () => notes(databases).allDocs({ include_docs: true })),
		...Array.from({ length: 20 }, (_, n) => notes(databases).get(`note:${n}`)),
		...Array.from({ length: 20 }, () => notes(databases).changes({ since: 0 }))
	]);
	for (const found of read) {
		if ('rows' in found) expect(found.rows.length).toBeGreaterThanOrEqual(500);
		if ('results' in found) expect(found.results.length).toBeGreaterThanOrEqual(500);
	}
	await expect(notes(databases).get('late')).rejects.toMatchObject({ status: 404 });
	await closeDatabases(databases);
});

test('a read that fails is never told as a document that is not there', async () => {
	const dir = newDir();
	const damage: string[] = [];
	const events = {
		onDamage: (name: string, { code }: UserError) => damage.push(`${name} ${code}`),
		onRenewed: () => undefined
	};
	const databases = await openDatabases(dir, events);
	await notes(databases).put({ _id: 'a', n: 1 });
	const broken = vi
		.spyOn(leveldown.prototype, '_get')
		.mockImplementation((_key, _, done) =>
			process.nextTick(done, new Error('Corruption: corrupted compressed block contents'))
		);
	const other = newDir();
	await expect(openDatabases(other, events)).rejects.toMatchObject({
		code: 'hub_data_damaged',
		details: { name: 'lessons' }
	});
	broken.mockRestore();
	expect(damage).toEqual([]);
	expect((await notes(databases).get('a')).n).toBe(1);
	await closeDatabases(databases);
});
