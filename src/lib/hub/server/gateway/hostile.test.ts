import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayCaller } from '../gateway';
import { gatewayHub, openingPage, type TestDevice } from './gateway-hub.fixture';

const long = process.env.LONG === '1';
const hub = await gatewayHub();
let device: TestDevice;
let rev = '';

beforeAll(async () => {
	device = await hub.device('清水村');
	({ rev } = await hub.db.catalogue.put(hub.release('abcdef')));
	await hub.db.records.bulkDocs([await openingPage(device, 1, null)], { new_edits: false });
});
afterAll(() => hub.close());

async function ask(who: GatewayCaller, method: string, path: string, query = '', body?: string) {
	const request = new Request(`http://localhost/db/x${query}`, {
		method,
		...(body === undefined ? {} : { body })
	});
	let patience: NodeJS.Timeout | undefined;
	const answer = await Promise.race([
		hub.gateway.answer(request, path, who),
		new Promise<never>((_, hangs) => (patience = setTimeout(hangs, 10_000, new Error('no answer'))))
	]);
	clearTimeout(patience);
	return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') as unknown };
}
const station = (): GatewayCaller => ({ kind: 'station', caller: device });

describe('what is not of the form that is asked for is a bad request, and nothing falls', () => {
	const refused = { error: 'bad_request', reason: expect.stringMatching(/./) as string };

	test.each([
		'?limit=-1',
		'?limit=1e3',
		'?limit=',
		'?limit=NaN',
		'?since=-1',
		'?since=abc',
		'?since=1e30',
		'?feed=continuous',
		'?descending=true',
		'?include_docs=1',
		'?since=1&since=x'
	])('_changes%s', async (query) => {
		expect(await ask(station(), 'GET', 'catalogue/_changes', query)).toEqual({ status: 400, body: refused });
	});

	test.each([
		['_bulk_get', '{"docs":[{"id":5}]}'],
		['_bulk_get', '{"docs":[{"id":"a","rev":7}]}'],
		['_bulk_get', '{"docs":[{"id":"a","rev":"1-x"}]}'],
		['_bulk_get', '{"docs":[null]}'],
		['_bulk_get', '{"docs":{"length":1}}'],
		['_bulk_get', '{}'],
		['_bulk_get', 'null'],
		['_bulk_get', '{'],
		['_bulk_get', ''],
		['_bulk_get', JSON.stringify({ docs: Array.from({ length: 1001 }, () => ({ id: 'a' })) })],
		['_bulk_get', `{"docs":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
		['_all_docs', '{"keys":[1]}'],
		['_all_docs', '{"keys":"a"}']
	])('%s of the catalogue: %.60s', async (verb, body) => {
		expect(await ask(station(), 'POST', `catalogue/${verb}`, '', body)).toEqual({
			status: 400,
			body: refused
		});
	});

	test.each([
		['_revs_diff', '{"a":"1-x"}'],
		['_revs_diff', '{"a":[1]}'],
		['_revs_diff', '[]'],
		['_bulk_docs', '{"docs":5}'],
		['_bulk_docs', '{"new_edits":"no","docs":[]}'],
		['_bulk_docs', '7']
	])('%s of records: %s', async (verb, body) => {
		expect(await ask(station(), 'POST', `records/${verb}`, '', body)).toEqual({ status: 400, body: refused });
	});

	test.each(['%', 'catalogue/%E0%A4%A', 'records/_local/%zz'])('the path %s', async (path) => {
		expect(await ask(station(), 'GET', path)).toEqual({ status: 400, body: refused });
	});

	test('a revision or document nobody knows is missing, and the database goes on', async () => {
		const unknown = `1-${'0'.repeat(32)}`;
		const docs = [
			{ id: 'release:abcdef:0001', rev: unknown },
			{ id: 'release:abcdef:0001', rev },
			{ id: 'nowhere', rev: unknown },
			{ id: '__proto__' },
			{ id: 'constructor' }
		];
		const { status, body } = await ask(
			station(),
			'POST',
			'catalogue/_bulk_get',
			'',
			JSON.stringify({ docs })
		);
		const found = (body as { results: { id: string; docs: object[] }[] }).results;
		expect(status).toBe(200);
		expect(found.map(({ id, docs: [first] }) => [id, Object.keys(first ?? {})[0]])).toEqual([
			['release:abcdef:0001', 'error'],
			['release:abcdef:0001', 'ok'],
			['nowhere', 'error'],
			['constructor', 'error']
		]);
	});

	test('the ids of earlier revisions are told to those who ask for them, and to nobody else', async () => {
		const body = JSON.stringify({ docs: [{ id: 'release:abcdef:0001', rev }] });
		const of = async (query: string) => {
			const answer = await ask(station(), 'POST', 'catalogue/_bulk_get', query, body);
			const { results } = answer.body as { results: { docs: { ok: Record<string, unknown> }[] }[] };
			return results[0]!.docs[0]!.ok;
		};
		const plain = { ...hub.release('abcdef'), _rev: rev };
		expect(await of('')).toEqual(plain);
		expect(await of('?revs=false&latest=true&attachments=true')).toEqual(plain);
		expect(await of('?revs=true')).toEqual({ ...plain, _revisions: { start: 1, ids: [rev.slice(2)] } });
		const { status } = await ask(station(), 'POST', 'catalogue/_bulk_get', '?revs=1', body);
		expect(status).toBe(400);
	});

	test('a document whose id is no text is refused by name', async () => {
		const docs = [{ _id: { toString: 1 } }, { _id: 7 }, [], 'x', {}, { _id: '__proto__' }];
		const { status, body } = await ask(station(), 'POST', 'records/_bulk_docs', '', JSON.stringify({ docs }));
		expect([status, (body as object[]).length]).toEqual([201, docs.length]);
	});
});

describe('a checkpoint', () => {
	const put = (id: string, body: unknown) =>
		ask(station(), 'PUT', `records/_local/${id}`, '', JSON.stringify(body));
	const get = (id: string) => ask(station(), 'GET', `records/_local/${id}`);

	test.each([
		{ last_seq: 1, _deleted: true },
		{ last_seq: 1, _attachments: {} },
		{ last_seq: 1, _revisions: { start: 1, ids: [] } },
		{ last_seq: 1, anything: 'x' },
		{ last_seq: { a: 1 } },
		{ last_seq: 1, _rev: '1-0123456789abcdef0123456789abcdef' },
		{ last_seq: 1, _id: '_local/other' },
		{ last_seq: 1, history: Array.from({ length: 51 }, () => ({ last_seq: 1 })) },
		[],
		null
	])('such as %j is refused', async (body) => {
		expect((await put('bad', body)).status).toBe(400);
		expect((await get('bad')).status).toBe(404);
	});

	test.each(['', 'a'.repeat(101), 'a%20b', '%E6%9D%91', 'a%2Fb'])('named %j is refused', async (id) => {
		expect([400, 403]).toContain((await put(id, { last_seq: 1 })).status);
	});

	test('of more than a few kilobytes is refused', async () => {
		expect((await put('big', { last_seq: 'x'.repeat(9000) })).status).toBe(413);
	});

	test('is written on only by whoever read it last', async () => {
		expect((await put('turns', { last_seq: 1 })).body).toMatchObject({ rev: '0-1' });
		expect((await put('turns', { last_seq: 2, _rev: '0-1', _id: '_local/turns' })).status).toBe(201);
		expect((await put('turns', { last_seq: 3, _rev: '0-1' })).status).toBe(409);
		expect((await get('turns')).body).toEqual({ last_seq: 2, _id: '_local/turns', _rev: '0-2' });
	});

	test('too many drops the one that was written longest ago', async () => {
		for (let n = 1; n <= 9; n++) await put(`n${n}`, { last_seq: n });
		expect((await get('n1')).status).toBe(404);
		expect((await get('n2')).body).toMatchObject({ last_seq: 2 });
		expect((await get('n9')).body).toMatchObject({ last_seq: 9 });
	});
});

const strange = fc.oneof(
	fc.constantFrom(
		'__proto__',
		'constructor',
		'toString',
		'_design/x',
		'_local/y',
		'',
		'\u0000',
		'\uffff',
		'\ud800',
		'%',
		'%00',
		'..',
		'-1',
		'1e999',
		'null',
		'release:abcdef:0001',
		'1-0123456789abcdef0123456789abcdef'
	),
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.integer().map(String)
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
	any: fc.oneof(
		{ maxDepth: 4 },
		fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, [], {}),
		strange,
		fc.constant('x').map((x) => x.repeat(100_000)),
		fc.array(tie('any'), { maxLength: 5 }),
		fc.dictionary(
			fc.oneof(
				strange,
				fc.constantFrom(
					'docs',
					'keys',
					'id',
					'rev',
					'_id',
					'_rev',
					'last_seq',
					'_deleted',
					'signed',
					'sig',
					'keyId'
				)
			),
			tie('any'),
			{ maxKeys: 5 }
		)
	)
})).any;
const body = fc.oneof(
	value.map((v) => JSON.stringify(v)),
	value.map((v) => JSON.stringify({ docs: [v, { id: 'release:abcdef:0001', rev: v }, { _id: v }] })),
	value.map((v) => JSON.stringify({ keys: [v], docs: v, 'ledger:a:b:00000001': v })),
	value.map((v) => `{"__proto__":${JSON.stringify(v)},"docs":[{"__proto__":1,"id":"a"}],"last_seq":1}`),
	fc.constantFrom('[', '{"a":', '\u0000', '{"docs":[', 'NaN', '['.repeat(20_000), '{"a":'.repeat(5000)),
	fc.string({ maxLength: 200 })
);
const hostile = fc.record({
	kind: fc.constantFrom<GatewayCaller['kind']>('station', 'station', 'account', 'anyone'),
	method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
	path: fc.array(
		fc.oneof(
			{
				weight: 4,
				arbitrary: fc.constantFrom('catalogue', 'records', 'sites', 'receipts', 'accounts', 'lessons')
			},
			{
				weight: 6,
				arbitrary: fc.constantFrom(
					'_changes',
					'_bulk_get',
					'_all_docs',
					'_revs_diff',
					'_bulk_docs',
					'_local',
					'_design'
				)
			},
			{ weight: 2, arbitrary: strange }
		),
		{ maxLength: 4 }
	),
	/** Most requests name a database and a verb that go together; only those come far. */
	apt: fc.option(
		fc.constantFrom(
			['GET', 'catalogue/_changes'],
			['POST', 'catalogue/_bulk_get'],
			['POST', 'catalogue/_all_docs'],
			['POST', 'records/_revs_diff'],
			['POST', 'records/_bulk_docs'],
			['PUT', 'records/_local/c1'],
			['GET', 'records/_local/c1'],
			['GET', 'catalogue/release:abcdef:0001']
		),
		{ freq: 3 }
	),
	query: fc.dictionary(
		fc.constantFrom(
			'since',
			'limit',
			'style',
			'include_docs',
			'feed',
			'rev',
			'latest',
			'revs',
			'attachments',
			'conflicts'
		),
		fc.oneof(strange, fc.constantFrom('0', '5', 'true', 'all_docs')),
		{ maxKeys: 4 }
	),
	body
});

const gc = () => {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
};

async function storm(requests: number, seed: number): Promise<Map<number, number>> {
	const answers = new Map<number, number>();
	await fc.assert(
		fc.asyncProperty(hostile, async ({ kind, method, path, apt, query, body }) => {
			const who: GatewayCaller = kind === 'station' ? station() : { kind };
			const [verb = method, where = path.join('/')] = apt ?? [];
			const search = `?${new URLSearchParams(query).toString()}`;
			const { status } = await ask(who, verb, where, search, verb === 'GET' ? undefined : body);
			expect(status).toBeLessThan(500);
			answers.set(status, (answers.get(status) ?? 0) + 1);
		}),
		{ numRuns: requests, seed, endOnFailure: true }
	);
	return answers;
}

test(`${long ? '10,000' : '500'} hostile requests: every one is answered, memory stays, a good request is served`, async () => {
	const once = long ? 1000 : 50;
	await storm(once, 1);
	const first = gc();
	const answers = await storm(once * 10, 2);
	const last = gc();
	console.log(
		'answers',
		Object.fromEntries(answers),
		'heap MB',
		[first, last].map((b) => Math.round(b / 1e5) / 10)
	);
	// What the same storm ten times as long leaves behind: nothing but the engine's own compiled code.
	expect(last - first).toBeLessThan(16e6);
	const good = await ask(station(), 'GET', 'catalogue/_changes', '?since=0&limit=100&style=all_docs');
	expect(good).toMatchObject({ status: 200, body: { results: [{ id: 'release:abcdef:0001' }] } });
}, 600_000);
