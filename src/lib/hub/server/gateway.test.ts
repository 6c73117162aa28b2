import { newKeyPair, publicJwk, signer } from '$lib/base';
import { closePage, pageHash, pageRevision, type Entry } from '$lib/ledger';
import { closeDatabases, databaseNames, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allows, callers, verbs } from './acl';
import { Catalogue } from './catalogue';
import { Figures } from './figures';
import { Gateway, type GatewayCaller } from './gateway';
import { readGeneration } from './generation';
import { hubKeys } from './keys';
import { lookupOf } from './lookup/lookup.fixture';
import { Records } from './records';
import { Results } from './results';
import { Stations, type Caller } from './stations';
import { Units } from './units';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-gateway-'));
const org = ['示范省', '示范市', '青山县', '清水镇', '清水村'];
const official = { name: '刘', roles: ['official' as const], branch: ['示范省'] };
let clock = Date.parse('2026-11-22T08:00:00Z');
const now = () => clock;

const db = await openDatabases(testPlace(join(dir, 'db')));
const keys = await hubKeys(join(dir, 'keys'));
const stations = new Stations(db, keys, now);
const generation = { ...(await readGeneration(db.catalogue, now)), generation: 'generation-1' };
const catalogue = new Catalogue(db.catalogue, keys, generation, now);
const figures = new Figures(db, stations, 'generation-1', now);
const records = new Records(db, stations, figures, keys, now);
const gateway = new Gateway(db, records, catalogue);
const results = new Results(db, lookupOf(db), new Units(db.units, now), () => figures.catchUp());

interface TestDevice extends Caller {
	personId: string;
	pair: CryptoKeyPair;
	credential: string;
}
let one: TestDevice;
let other: TestDevice;

async function device(village: string): Promise<TestDevice> {
	const stationId = await stations.create(
		village,
		[...org.slice(0, 4), village],
		[{ name: '王秀英', pin: null }],
		'2468'
	);
	const pair = await newKeyPair(false);
	const answer = await stations.enrol(
		await stations.newCode(stationId),
		await publicJwk(pair.publicKey),
		'test'
	);
	const [person] = (await stations.site(stationId)).people;
	const { deviceId, credential } = answer;
	return { stationId, deviceId, pair, credential, personId: person?.id ?? '' };
}

beforeAll(async () => {
	await figures.prepare();
	one = await device('清水村');
	other = await device('柳树村');
	await db.catalogue.put({
		_id: 'release:abcdef:0001',
		kind: 'release',
		formatVersion: 1,
		keyId: 'k',
		signed: JSON.stringify({ title: '水稻', releasedAt: '2026-11-20T08:00:00.000Z' }),
		sig: ''
	});
});
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const station = (d: TestDevice): GatewayCaller => ({ kind: 'station', caller: d });

async function ask(who: GatewayCaller, method: string, path: string, body?: unknown) {
	const request = new Request(`http://localhost:3000/db/${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) })
	});
	const response = await gateway.answer(request, path.split('?')[0] ?? '', who);
	const text = await response.text();
	return { status: response.status, body: (text ? JSON.parse(text) : null) as never };
}

const answerEntry = (seq: number, correct: boolean): Entry => ({
	seq,
	at: '2026-11-22T08:00:00.000Z',
	bootId: 'b',
	monotonic: seq * 1000,
	by: { id: 'p', name: '王秀英', how: 'list' },
	body: {
		kind: 'answer',
		attemptId: 'attempt1',
		sid: 4,
		question: '几月播种?',
		response: 'a',
		text: '二月',
		correct,
		tries: seq
	}
});
const opened: Entry = {
	...answerEntry(1, true),
	body: {
		kind: 'attempt-opened',
		attemptId: 'attempt1',
		lessonId: 'abcdef',
		release: 1,
		title: '水稻',
		resumed: false
	}
};
const status: Entry = {
	...answerEntry(3, true),
	body: {
		kind: 'attempt-status',
		attemptId: 'attempt1',
		completion: 'completed',
		success: 'passed',
		scaled: 1,
		seconds: 300
	}
};

async function page(d: TestDevice, number: number, prev: string | null, entries: Entry[]) {
	return closePage(signer(d.deviceId, d.pair.privateKey), {
		stationId: d.stationId,
		deviceId: d.deviceId,
		page: number,
		prev,
		entries: entries.map((entry) => ({ ...entry, by: { ...entry.by, id: d.personId } }))
	});
}

describe('the table of who may do what', () => {
	/** What a request per verb looks like, and the ids that make it the caller's own. */
	const requests = {
		read: (database: string) => ({ method: 'GET', path: `${database}/_changes` }),
		own: (database: string, caller: Caller) => ({
			method: 'GET',
			path: `${database}/${database === 'sites' ? `site:${caller.stationId}` : `receipt:${caller.deviceId}`}`
		}),
		push: (database: string) => ({ method: 'POST', path: `${database}/_bulk_docs`, body: { docs: [] } }),
		checkpoint: (database: string) => ({ method: 'GET', path: `${database}/_local/x` }),
		write: (database: string) => ({ method: 'PUT', path: `${database}/something`, body: {} })
	};

	const cases = databaseNames.flatMap((database) =>
		callers.flatMap((caller) => verbs.map((verb) => ({ database, caller, verb })))
	);
	test.each(cases)('$database × $caller × $verb', async ({ database, caller, verb }) => {
		const who: GatewayCaller = caller === 'station' ? station(one) : { kind: caller };
		const { method, path, ...rest } = requests[verb](database, one) as {
			method: string;
			path: string;
			body?: unknown;
		};
		const answer = await ask(who, method, path, rest.body);
		const own = verb === 'own';
		const lets = allows(database, caller, verb) || (own && allows(database, caller, 'read'));
		// What one may ask for is there or not (200, 201, 404 "missing"); what one may not is 403 or an unknown database.
		const asked =
			[200, 201].includes(answer.status) || (answer.body as { reason?: string }).reason === 'missing';
		if (own) expect(asked && lets).toBe(lets);
		else expect({ verb, asked }).toEqual({ verb, asked: lets });
	});

	test('the table itself says what the design says', () => {
		const lets = cases.filter((c) => allows(c.database, c.caller, c.verb));
		expect(lets.map((c) => `${c.caller} ${c.verb} ${c.database}`).sort()).toEqual([
			'account read catalogue',
			'station checkpoint records',
			'station own receipts',
			'station own sites',
			'station push records',
			'station read catalogue'
		]);
	});
});

test('a pull that has everything gets nothing more', async () => {
	const first = (await ask(station(one), 'GET', 'catalogue/_changes?since=0')).body as {
		results: unknown[];
		last_seq: number;
	};
	expect(first.results.length).toBeGreaterThan(0);
	const then = await ask(station(one), 'GET', `catalogue/_changes?since=${first.last_seq}`);
	expect(then.body).toMatchObject({ results: [], last_seq: first.last_seq });
});

test('a station reads its own site and no other', async () => {
	expect((await ask(station(one), 'GET', `sites/site:${one.stationId}`)).status).toBe(200);
	expect((await ask(station(one), 'GET', `sites/site:${other.stationId}`)).status).toBe(404);
	expect((await ask(station(one), 'GET', 'sites/_changes')).status).toBe(403);
});

test('design documents, filters, other methods and unknown databases are refused', async () => {
	expect((await ask(station(one), 'GET', 'catalogue/_design/x')).status).toBe(403);
	expect((await ask(station(one), 'GET', 'catalogue/_changes?filter=_selector')).status).toBe(403);
	expect((await ask(station(one), 'DELETE', 'catalogue/release:abcdef:0001')).status).toBe(403);
	expect((await ask(station(one), 'GET', '_all_dbs')).status).toBe(404);
	expect((await ask(station(one), 'GET', '__proto__')).status).toBe(404);
	const bulk = await ask(station(one), 'POST', 'catalogue/_bulk_get', { docs: [{ id: '_design/x' }] });
	expect(bulk.body).toEqual({ results: [] });
});

test('good pages become a figure and a receipt; a gap is waited for; order does not matter', async () => {
	const first = await page(one, 1, null, [opened]);
	const second = await page(one, 2, await pageHash(first), [answerEntry(2, true), status]);
	const push = (...docs: object[]) =>
		ask(station(one), 'POST', 'records/_bulk_docs', { docs, new_edits: false });
	expect(await push(second)).toEqual({ status: 201, body: [] });
	const receipt = async () =>
		JSON.parse(
			((await ask(station(one), 'GET', `receipts/receipt:${one.deviceId}`)).body as { signed: string }).signed
		) as object;
	expect(await receipt()).toMatchObject({ page: 0, waitingFor: 1 });
	clock += 60_000;
	expect(await push(first, second)).toEqual({ status: 201, body: [] });
	expect(await receipt()).toMatchObject({ page: 2, waitingFor: null, head: await pageHash(second) });
	const { below, attempts: found } = await results.at(['示范省', '示范市'], official);
	const [figure] = found;
	expect(figure).toMatchObject({
		personName: '王秀英',
		title: '水稻',
		completion: 'completed',
		scaled: 1,
		seconds: 300,
		org: [...org.slice(0, 4), '清水村']
	});
	expect(figure?.answers[4]).toMatchObject({ question: '几月播种?', text: '二月', correct: true });
	expect(below).toEqual([{ id: '青山县', name: '青山县', counts: [1, 1, 1] }]);
	await figures.rebuild();
	const again = (await results.at(['示范省'], official)).attempts[0];
	expect({ ...again, _rev: '' }).toEqual({ ...figure, _rev: '' });
	await expect(results.at(['示范省'], { ...official, branch: ['别省'] })).rejects.toMatchObject({
		code: 'not_found'
	});
});

test('what can never become valid is refused by name and the rest is kept', async () => {
	const good = await page(other, 1, null, [opened]);
	const foreign = await page(one, 9, null, [opened]);
	const unsigned = { ...(await page(other, 3, null, [opened])), sig: good.sig };
	const forged = { ...unsigned, _rev: await pageRevision(unsigned) };
	const changed = { ...good, _rev: '1-0123456789abcdef0123456789abcdef' };
	const huge = { ...good, _id: good._id.replace('00000001', '00000004'), signed: 'x'.repeat(70_000) };
	const extra = { ...good, note: 'x' };
	const deleted = { ...good, _deleted: true };
	const attached = { ...good, _attachments: { a: { data: 'AA==', content_type: 'text/plain' } } };
	const odd = [extra, deleted, attached];
	const docs = [
		good,
		foreign,
		forged,
		changed,
		huge,
		...odd,
		{ _id: '_design/evil' },
		{ _id: 'attempt:x' },
		null
	];
	const answer = await ask(station(other), 'POST', 'records/_bulk_docs', { docs, new_edits: false });
	expect(answer.status).toBe(201);
	expect((answer.body as { reason: string }[]).map((r) => r.reason.split(' {')[0])).toEqual([
		'another station',
		'signature_invalid',
		'revision does not follow from content',
		'too large',
		'no page: note',
		'no page: _deleted',
		'no page: _attachments',
		'not a ledger page',
		'not a ledger page',
		'not a ledger page'
	]);
	expect((await db.records.get(good._id)).signed).toBe(good.signed);
});

test('a page under a key the hub does not know fails the whole request, so that it comes again', async () => {
	const pair = await newKeyPair(false);
	const stranger = { ...other, deviceId: 'd0123456789abcdef', pair };
	const strange = await page(stranger, 1, null, [opened]);
	const answer = await ask(station(other), 'POST', 'records/_bulk_docs', { docs: [strange] });
	expect(answer.status).toBe(503);
});

test('two pages under one id are both kept', async () => {
	const left = await page(other, 2, 'a'.repeat(64), [opened]);
	const right = await page(other, 2, 'b'.repeat(64), [answerEntry(2, false)]);
	await ask(station(other), 'POST', 'records/_bulk_docs', { docs: [left] });
	await ask(station(other), 'POST', 'records/_bulk_docs', { docs: [right] });
	const doc = await db.records.get(left._id, { conflicts: true });
	expect([doc._rev, ...(doc._conflicts ?? [])].sort()).toEqual([left._rev, right._rev].sort());
});

test('one device cannot move the checkpoint of another', async () => {
	await ask(station(one), 'PUT', 'records/_local/r1', { last_seq: 5 });
	expect((await ask(station(one), 'GET', 'records/_local/r1')).body).toMatchObject({ last_seq: 5 });
	expect((await ask(station(other), 'GET', 'records/_local/r1')).status).toBe(404);
});

test('a code works once, a lost answer may be asked for again, a wrong or old code not at all', async () => {
	const stationId = await stations.create('北山村', org, [], '1111');
	const code = await stations.newCode(stationId);
	const mine = await publicJwk((await newKeyPair(false)).publicKey);
	const theirs = await publicJwk((await newKeyPair(false)).publicKey);
	const first = await stations.enrol(code.toUpperCase().replace(/-/g, ' '), mine, 'a');
	const again = await stations.enrol(code, mine, 'a');
	expect(again.deviceId).toBe(first.deviceId);
	expect(await stations.authenticate(first.credential)).toBeNull();
	expect(await stations.authenticate(again.credential)).toEqual({ stationId, deviceId: first.deviceId });
	await expect(stations.enrol(code, theirs, 'a')).rejects.toMatchObject({ code: 'code_used' });
	await expect(stations.enrol('aaaa-bbbb-cccc', theirs, 'a')).rejects.toMatchObject({ code: 'wrong_code' });
	const late = await stations.newCode(stationId);
	clock += 8 * 24 * 3600_000;
	await expect(stations.enrol(late, theirs, 'a')).rejects.toMatchObject({ code: 'wrong_code' });
});
