import { seal } from '$lib/base';
import { gatewayHub } from '$lib/hub/server/gateway/gateway-hub.fixture';
import { closeDatabases, openDatabases, openRemote, type Databases } from '$lib/store/node';
import { askNews, followCatalogue, knownHead, pinned, type CatalogueMemory, type Remote } from '$lib/sync';
import { SnapshotBatch, snapshotBatch } from '$lib/sync/protocol';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const hub = await gatewayHub();
const server = await hub.serve();
/** What somebody in between makes of a snapshot; null lets it through. */
let tamper: ((snapshot: Buffer, response: ServerResponse) => void) | null = null;
const between = createServer((request, response) => {
	void (async () => {
		const headers = Object.fromEntries(
			['authorization', 'content-type', 'if-none-match'].flatMap((name) =>
				request.headers[name] ? [[name, String(request.headers[name])]] : []
			)
		);
		const body = request.method === 'GET' ? null : await new Response(request as never).text();
		const answer = await fetch(`${server.origin}${request.url}`, { method: request.method!, headers, body });
		const bytes = Buffer.from(await answer.arrayBuffer());
		response.setHeader('content-type', answer.headers.get('content-type') ?? '');
		response.statusCode = answer.status;
		if (tamper && request.url === '/snapshot') tamper(bytes, response);
		else response.end(bytes);
	})().catch(() => response.destroy());
});
await new Promise<void>((listening) => between.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;

let local: Databases;
let remote: Remote;
let memory: CatalogueMemory;
let progress: number[];
let opened = 0;
const many = 700;

const release = async (n: number) => {
	const id = `release:lesson${String(n).padStart(5, '0')}:0001`;
	return seal(hub.keys.release, { id, kind: 'release', formatVersion: 1 }, { n, title: `水稻 ${n}` });
};
const follow = async () => {
	const { head } = await askNews(remote, { head: knownHead(memory) });
	if (head) ({ memory } = await followCatalogue(local, remote, memory, head, Date.now()));
};
const here = async () => (await local.catalogue.allDocs()).rows.map(({ id, value }) => `${id} ${value.rev}`);
const there = async () =>
	(await hub.db.catalogue.allDocs()).rows.map(({ id, value }) => `${id} ${value.rev}`);
const asked = () => server.asked.map((line) => line.replace(/_local\/.*/, '_local'));

beforeAll(async () => {
	await hub.catalogue.prepare();
	const revised = await Promise.all(Array.from({ length: many }, (_, n) => release(n)));
	await hub.db.catalogue.bulkDocs(revised);
	await hub.catalogue.renew(0);
	await hub.catalogue.add(await release(many));
});
beforeEach(async () => {
	const device = await hub.device(`村${++opened}`);
	local = await openDatabases(join(hub.dir, `local${opened}`));
	progress = [];
	const told = (part: number) => progress.push(part);
	remote = { origin, credential: device.credential, open: openRemote, progress: told };
	memory = { trust: pinned(hub.stations.rootKey), head: null };
	server.asked.length = 0;
});
afterEach(async () => {
	tamper = null;
	await closeDatabases(local);
});
afterAll(async () => {
	between.close();
	await server.close();
	await hub.close();
});

test('an empty station takes one snapshot and the changes since, and goes on from there', async () => {
	await follow();
	expect(await here()).toEqual(await there());
	expect(memory.head?.complete).toBe(true);
	expect(asked().filter((line) => line.includes('_bulk_get')).length).toBeLessThanOrEqual(1);
	expect(asked().length).toBeLessThanOrEqual(9);
	expect(progress.at(-1)).toBe(1);
	expect(progress).toEqual(progress.toSorted((a, b) => a - b));
	server.asked.length = 0;
	await hub.catalogue.add(await release(many + opened * 1000));
	await follow();
	expect(await here()).toEqual(await there());
	expect(asked()).not.toContain('GET /snapshot');
	// From the noted sequence on: one round of changes, not all of them again.
	expect(asked().filter((line) => line.includes('_changes')).length).toBeLessThanOrEqual(2);
});

test('what came after the snapshot was made is pulled, and many stations are given the same file', async () => {
	await follow();
	await hub.catalogue.add(await release(many + opened * 1000));
	const second = await openDatabases(join(hub.dir, 'second'));
	const first = local;
	try {
		local = second;
		memory = { ...memory, head: null };
		await follow();
		expect(await here()).toEqual(await there());
	} finally {
		local = first;
		await closeDatabases(second);
	}
});

describe('changes nothing, and everything is pulled instead:', () => {
	/** The snapshot with other lines. */
	const relined = (change: (lines: string[]) => string[]) => (snapshot: Buffer, response: ServerResponse) => {
		const lines = gunzipSync(new Uint8Array(snapshot)).toString().trimEnd().split('\n');
		response.end(gzipSync(`${change(lines).join('\n')}\n`));
	};
	/** A line of one document, true in form. */
	const batchOf = (change: object) =>
		JSON.stringify({
			heads: [{ _id: 'x', kind: 'release', formatVersion: 1, keyId: 'k' }],
			...{ signed: ['{}'], sig: ['x'], rev: [`1-${'a'.repeat(32)}`] },
			...change
		});
	const huge = () => gzipSync('{"x":1}\n'.repeat(8 * 1024 * 1024));
	test.each<[string, NonNullable<typeof tamper>]>([
		['torn in the middle', (snapshot, response) => response.end(snapshot.subarray(0, snapshot.length / 2))],
		[
			'cut by the network',
			(snapshot, response) => {
				response.writeHead(200, { 'content-length': snapshot.length });
				response.write(snapshot.subarray(0, 2000), () => setTimeout(() => response.destroy(), 20));
			}
		],
		['not there', (_, response) => response.writeHead(404).end()],
		[
			'a portal’s page',
			(_, response) => response.setHeader('content-type', 'text/html').end('<h1>欢迎</h1>')
		],
		['no gzip', (_, response) => response.end('{"generation":"x","since":0}')],
		['empty', (_, response) => response.end(gzipSync(''))],
		['endless', (_, response) => response.end(huge())],
		[
			'true documents blown up',
			relined(([head = '', ...batches]) => [
				head,
				...batches.map((batch) => batch.replaceAll('"keyId"', `"more":"${'x'.repeat(40_000)}","keyId"`))
			])
		],
		['one endless line', (_, response) => response.end(gzipSync('x'.repeat(5_000_000)))],
		['too many documents', relined(([head = '', ...docs]) => [head, ...docs, ...docs, ...docs, ...docs])],
		['one document forged', relined((lines) => lines.map((line) => line.replace('水稻 600', '假的 600')))],
		['a line that is none', relined((lines) => [...lines, '{"_id":"x"}'])],
		['a document without its signature', relined((lines) => [...lines, batchOf({ sig: [] })])],
		['a document with a signature that is none', relined((lines) => [...lines, batchOf({ sig: ['x'] })])],
		['a revision that is none', relined((lines) => [...lines, batchOf({ rev: ['1-x'] })])],
		['of another life of the hub', relined(([, ...docs]) => ['{"generation":"other","since":5}', ...docs])],
		['a sequence that is none', relined(([, ...docs]) => ['{"generation":"g","since":{}}', ...docs])]
	])('%s', async (_, how) => {
		tamper = (...given) => {
			expect(local).toBeDefined();
			how(...given);
		};
		await follow();
		expect(progress).toEqual([]);
		expect(await here()).toEqual(await there());
		expect(memory.head?.complete).toBe(true);
		expect(asked().filter((line) => line.includes('_bulk_get')).length).toBeGreaterThan(1);
	});

	test('a sequence far ahead, with true documents: what is missing is searched for', async () => {
		await hub.catalogue.add(await release(many + opened * 1000));
		tamper = relined(([head = '', ...docs]) => [head.replace(/"since":[^}]+/, '"since":99999999'), ...docs]);
		await follow();
		expect((await here()).length).toBe((await there()).length);
		expect(memory.head?.complete).toBe(true);
	});
});

test('a kill in the middle of taking it leaves documents that are true, and the next start takes it again', async () => {
	const real = local.catalogue.bulkDocs.bind(local.catalogue) as (...given: unknown[]) => Promise<never>;
	let writes = 0;
	local.catalogue.bulkDocs = (...given: unknown[]) => {
		if (++writes === 2) return Promise.reject(new Error('killed'));
		return real(...given);
	};
	await expect(follow()).rejects.toThrow('killed');
	local.catalogue.bulkDocs = real;
	expect(memory.head).toBeNull();
	expect((await here()).length).toBe(500);
	await follow();
	expect(await here()).toEqual(await there());
});

test('documents too many or too large for one line stand in several, each once, and a station takes them', async () => {
	const large = await Promise.all(
		[0, 1, 2].map((n) =>
			seal(
				hub.keys.release,
				{ id: `release:large${n}:0001`, kind: 'release', formatVersion: 1 },
				{ n, title: '长'.repeat(n === 1 ? snapshotBatch.characters : 1000) }
			)
		)
	);
	await hub.db.catalogue.bulkDocs(large);
	await hub.db.catalogue.bulkDocs(
		await Promise.all(Array.from({ length: 300 }, (_, n) => release(500_000 + n)))
	);
	await hub.catalogue.renew(0);
	await follow();
	expect(asked()).toContain('GET /snapshot');
	expect(progress.at(-1)).toBe(1);
	expect(await here()).toEqual(await there());

	const { body } = await hub.snapshot.read();
	const text = gunzipSync(new Uint8Array(await new Response(body).arrayBuffer())).toString();
	const [, ...lines] = text.trimEnd().split('\n');
	const sizes = lines.map((line) => v.parse(SnapshotBatch, JSON.parse(line)).heads.length);
	expect(sizes.length).toBe(4);
	expect(sizes.filter((size) => size === 1)).toHaveLength(1);
	expect(Math.max(...sizes)).toBe(snapshotBatch.documents);
	const ids = lines.flatMap((line) =>
		v.parse(SnapshotBatch, JSON.parse(line)).heads.map(({ _id }) => `${_id} `)
	);
	expect(ids).toEqual((await there()).map((line) => line.replace(/\S+$/, '')));
});
