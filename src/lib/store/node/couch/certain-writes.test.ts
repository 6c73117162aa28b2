import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { certainWrites } from './certain-writes';
import { CouchPlace } from './couch-place';

// How a cluster answered that was asked (3.5, three nodes); that it does so is shown by certain-writes.couch.
const rev = (generation: number, letter: string) => `${generation}-${letter.repeat(32)}`;
/** The last revision of a line: letters from the newest to the oldest. */
const leaf = (letters: string, deleted = false, start = letters.length) => ({
	ok: {
		_rev: rev(start, letters[0] ?? ''),
		_deleted: deleted,
		_revisions: { start, ids: [...letters].map((letter) => letter.repeat(32)) }
	}
});

let server: Server | null = null;
let asked: string[] = [];
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

/** A cluster of so many copies that gives these answers to a write, and these leaves of each document. */
async function cluster(n: number, write: [number, object], leaves: Record<string, object[]>, read = 404) {
	asked = [];
	server = createServer((request, response) => {
		const url = new URL(request.url ?? '', 'http://x');
		asked.push(`${request.method} ${request.url}`);
		const say = (status: number, body: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		if (url.pathname === '/yuanke-lessons') say(200, { cluster: { q: 2, n, w: 2, r: 2 } });
		else if (url.searchParams.has('open_revs'))
			say(200, leaves[decodeURIComponent(url.pathname.slice(16))] ?? []);
		else if (request.method === 'DELETE') say(202, { ok: true, id: 'one:1', rev: rev(2, 'd') });
		else if (request.method === 'GET') say(read, {});
		else say(...write);
	});
	await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
	const place = CouchPlace.read(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	const database = place.address('lessons');
	const ask = certainWrites(place, database);
	const put = async (body = { _rev: 'x' }) =>
		ask(`${database}/one%3A1`, { method: 'PUT', body: JSON.stringify(body) });
	const bulk = async (body: object) =>
		ask(`${database}/_bulk_docs`, { method: 'POST', body: JSON.stringify(body) });
	return { ask, database, put, bulk };
}

const accepted = (letter: string, generation = 2): [number, object] => [
	202,
	{ ok: true, id: 'one:1', rev: rev(generation, letter) }
];
const removed = () => asked.filter((line) => line.startsWith('DELETE'));

test('one copy: nothing is asked besides', async () => {
	const { put } = await cluster(1, accepted('b'), {});
	expect((await put()).status).toBe(202);
	expect(asked).toEqual(['GET /yuanke-lessons', 'PUT /yuanke-lessons/one%3A1']);
});

test('a write waits for all copies, a reader reads all, and how many there are is asked once', async () => {
	const { put, ask, database } = await cluster(3, [201, accepted('b')[1]], { 'one:1': [leaf('ba')] });
	expect((await put()).status).toBe(201);
	await ask(`${database}/one%3A1?conflicts=true`);
	await ask(`${database}/_all_docs?limit=1`);
	await ask(`${database}/_local%2Fx`, { method: 'PUT', body: '{}' });
	expect(asked).toEqual([
		'GET /yuanke-lessons',
		'PUT /yuanke-lessons/one%3A1?w=3',
		'GET /yuanke-lessons/one%3A1?open_revs=all&revs=true&r=3',
		'GET /yuanke-lessons/one%3A1?conflicts=true&r=3',
		'GET /yuanke-lessons/_all_docs?limit=1',
		'PUT /yuanke-lessons/_local%2Fx'
	]);
});

test.each([200, 404])('a new document is made only where no copy has one (%s)', async (read) => {
	const { ask, database } = await cluster(3, accepted('b'), {}, read);
	const made = await ask(`${database}/one%3A1`, { method: 'PUT', body: '{"n":1}' });
	expect(made.status).toBe(read === 404 ? 201 : 409);
	expect(asked[1]).toBe('GET /yuanke-lessons/one%3A1?r=3');
	expect(asked.filter((line) => line.startsWith('PUT'))).toHaveLength(read === 404 ? 1 : 0);
});

test.each<[string, string, object[], number, string[]]>([
	['alone', 'b', [leaf('ba')], 201, []],
	['with the higher hash: the other is taken away', 'c', [leaf('ba'), leaf('ca')], 201, ['b']],
	['with the lower hash: it is taken away', 'b', [leaf('ba'), leaf('ca')], 409, ['b']],
	['with the lower hash, and gone on from', 'b', [leaf('dba'), leaf('ca')], 409, []],
	['with the higher hash, though the other went on', 'c', [leaf('eba'), leaf('ca')], 201, ['e']],
	['gone on from', 'b', [leaf('cba')], 201, []],
	['beside a removal with a higher hash', 'b', [leaf('ba'), leaf('ca', true)], 409, ['b']],
	['beside a removal with a lower hash', 'c', [leaf('ba', true), leaf('ca')], 201, []],
	['removed already, as what lost', 'b', [leaf('dba', true), leaf('ca')], 409, []],
	['beside what was settled before', 'c', [leaf('dba', true), leaf('ca')], 201, []],
	['forgotten since', 'b', [leaf('zyx', false, 40)], 201, []]
])('a write that some copies took, %s', async (_, letter, leaves, status, gone) => {
	const { put } = await cluster(3, accepted(letter), { 'one:1': leaves });
	const answer = await put();
	expect(answer.status).toBe(status);
	expect(await answer.json()).toMatchObject(status === 201 ? accepted(letter)[1] : { error: 'conflict' });
	expect(removed().map((line) => /rev=\d+-(.)/.exec(line)?.[1])).toEqual(gone);
});

test('what went on from a revision that does not stand does not stand either; what was removed long ago is no rival', async () => {
	const lost = await cluster(3, [201, accepted('f', 3)[1]], { 'one:1': [leaf('fba'), leaf('ca')] });
	expect((await lost.put()).status).toBe(409);
	expect(removed()).toHaveLength(1);
	server?.close();
	const anew = await cluster(3, accepted('f', 3), { 'one:1': [leaf('fba'), leaf('ca', true)] });
	expect((await anew.put()).status).toBe(201);
	expect(removed()).toEqual([]);
});

test('of several documents each is told its own; what is replicated is left as it is', async () => {
	const rows = ['x', 'y'].map((id) => ({ ok: true, id, rev: rev(2, 'b'), accepted: true }));
	const leaves = { x: [leaf('ba')], y: [leaf('ba'), leaf('ca')] };
	const { bulk } = await cluster(3, [202, [...rows, { id: 'z', error: 'conflict' }]], leaves);
	const answer = await bulk({ docs: [{ new_edits: false }, { text: '"new_edits":false}' }] });
	expect(await answer.json()).toMatchObject([
		{ ok: true, id: 'x' },
		{ id: 'y', error: 'conflict' },
		{ id: 'z', error: 'conflict' }
	]);
	asked = [];
	expect((await bulk({ docs: [], new_edits: false })).status).toBe(202);
	expect(asked).toEqual(['POST /yuanke-lessons/_bulk_docs']);
});

test('where lines part decides, however they go on', async () => {
	const { put } = await cluster(3, accepted('b', 3), { 'one:1': [leaf('bea'), leaf('fda')] });
	expect((await put()).status).toBe(201);
	expect(removed()).toEqual([`DELETE /yuanke-lessons/one%3A1?rev=${rev(3, 'f')}&w=3`]);
});

test('a removal waits for all copies too', async () => {
	const { ask, database } = await cluster(3, [200, {}], {});
	await ask(`${database}/one%3A1?rev=${rev(1, 'a')}`, { method: 'DELETE' });
	expect(removed()).toEqual([`DELETE /yuanke-lessons/one%3A1?rev=${rev(1, 'a')}&w=3`]);
});

test('few that all copies took are looked at: one may have gone on from what does not stand', async () => {
	const rows = ['x', 'y'].map((id) => ({ ok: true, id, rev: rev(3, 'f') }));
	const { bulk } = await cluster(3, [201, rows], { x: [leaf('fba')], y: [leaf('fba'), leaf('ca')] });
	expect(await (await bulk({ docs: [] })).json()).toMatchObject([{ ok: true }, { error: 'conflict' }]);
});

test('many that all copies took are not looked at one by one', async () => {
	const rows = Array.from({ length: 9 }, (_, n) => ({ ok: true, id: `${n}`, rev: rev(2, 'b') }));
	const { bulk } = await cluster(3, [201, rows], {});
	expect(await (await bulk({ docs: [] })).json()).toEqual(rows);
	expect(asked.filter((line) => line.includes('open_revs'))).toEqual([]);
});
