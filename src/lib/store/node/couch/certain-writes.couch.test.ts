import { UserError } from '$lib/base';
import { afterAll, expect, test } from 'vitest';
import type { Database, Databases } from '../databases';
import { closeDatabases } from '../databases';
import { openDatabases } from '../open-databases';
import type { CouchPlace } from './couch-place';
import { removeDatabases, testCouch } from '../test-place.fixture';

interface Counter {
	_id: string;
	n: number;
	by: string;
	_deleted?: boolean;
}

// One server shows little of this; a cluster behind one address shows all: see CONTRIBUTING.
const place = testCouch('certain-writes') as CouchPlace;
const clients: Databases[] = [];
for (let i = 0; i < 4; i++) clients.push(await openDatabases(place));
const counters = clients.map(({ lessons }) => lessons as unknown as Database<Counter>);
const seconds = Number(process.env.COUCHDB_STORM ?? 5);
afterAll(async () => {
	for (const client of clients) await closeDatabases(client);
	await removeDatabases(place);
});

const lives = async (id: string) => {
	const doc = await counters[0]!.get(id, { conflicts: true });
	return { n: doc.n, conflicts: doc._conflicts ?? [] };
};

/** What somebody was told of a write; nobody knows whether it was done when a node was killed meanwhile. */
type Told = 'yes' | 'no' | 'unknown';

async function told(write: Promise<unknown>): Promise<Told> {
	try {
		await write;
		return 'yes';
	} catch (error) {
		// What is removed meanwhile is not found.
		if ([404, 409].includes((error as { status?: number }).status ?? 0)) return 'no';
		if (error instanceof UserError) return 'unknown';
		throw error;
	}
}

/** Everybody does something over and over, for some seconds; gives what they were told. */
async function together(what: (db: Database<Counter>, by: string) => Promise<Told[]>) {
	const counts = { yes: 0, no: 0, unknown: 0 };
	const end = performance.now() + seconds * 1000;
	const one = async (db: Database<Counter>, i: number) => {
		while (performance.now() < end) {
			const all = await what(db, `client${i}`).catch((error: unknown) => {
				if (error instanceof UserError) return [];
				throw error;
			});
			for (const each of all) counts[each]++;
		}
	};
	await Promise.all(counters.map(one));
	console.log(`storm: ${expect.getState().currentTestName}: ${JSON.stringify(counts)}`);
	return counts;
}

const long = { timeout: seconds * 3000 + 60_000 };

test('of those who count on from one revision, only one is told yes: no count is lost', long, async () => {
	await counters[0]!.put({ _id: 'one', n: 0, by: '' });
	const { yes, unknown } = await together(async (db, by) => {
		const doc = await db.get('one');
		return [await told(db.put({ ...doc, n: doc.n + 1, by }))];
	});
	const { n, conflicts } = await lives('one');
	expect(conflicts).toEqual([]);
	expect(yes).toBeGreaterThan(0);
	expect(n).toBeGreaterThanOrEqual(yes);
	expect(n).toBeLessThanOrEqual(yes + unknown);
});

test('the same of several documents in one write', long, async () => {
	const ids = ['many:0', 'many:1', 'many:2'];
	await counters[0]!.bulkDocs(ids.map((_id) => ({ _id, n: 0, by: '' })));
	const { yes, unknown } = await together(async (db, by) => {
		const { rows } = await db.allDocs({ keys: ids, include_docs: true });
		const next = rows.flatMap((row) =>
			'doc' in row && row.doc ? [{ ...row.doc, n: row.doc.n + 1, by }] : []
		);
		return db.bulkDocs(next).then(
			(answers) => answers.map((answer) => ('ok' in answer && answer.ok ? 'yes' : 'no')),
			() => ids.map(() => 'unknown')
		);
	});
	const all = await Promise.all(ids.map(lives));
	const n = all.reduce((sum, one) => sum + one.n, 0);
	expect(all.flatMap(({ conflicts }) => conflicts)).toEqual([]);
	expect(n).toBeGreaterThanOrEqual(yes);
	expect(n).toBeLessThanOrEqual(yes + unknown);
});

test('of those who make one document, only one is told yes', long, async () => {
	const made: string[] = [];
	let n = 0;
	await together(async (db, by) => {
		const _id = `new:${n}`;
		const answer = await told(db.put({ _id, n, by }));
		if (answer === 'yes') made.push(_id);
		n = Math.max(n, Number(_id.slice(4)) + 1);
		return [answer];
	});
	expect(new Set(made).size).toBe(made.length);
	for (const _id of made) expect((await lives(_id)).conflicts).toEqual([]);
});

test('what was acknowledged is in every list at once', async () => {
	for (let n = 0; n < 30; n++) {
		await counters[n % 4]!.put({ _id: `listed:${n}`, n, by: '' });
		const { rows } = await counters[(n + 1) % 4]!.allDocs({ startkey: 'listed:', endkey: 'listed:\uffff' });
		expect(rows).toHaveLength(n + 1);
	}
});
