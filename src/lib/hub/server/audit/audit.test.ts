import { keyIdOf, newKeyPair, publicJwk, seal, signer, type Envelope } from '$lib/base';
import { closePage, pageRevision } from '$lib/ledger';
import { ids, rootId, type Receipt } from '$lib/store';
import { closeDatabases, openDatabases, type Database, type Databases } from '$lib/store/node';
import { dropDatabase, testCouch, testFolders, testPlace } from '$lib/store/node/test-place.fixture';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { openHub, type Hub } from '../hub';
import { rotateKeys } from '../keys';
import { opened, standing, start, TestDevice, village } from '../ledger.fixture';
import { seenDocument } from '../page-seen';
import { audit, notes, type AuditProgress, type Finding } from '.';

const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
let data: string;
let clock: number;
let device: TestDevice;
const now = () => clock;

/** The CouchDB this is on, if it is. */
const couch = () => testCouch(`${data}/db`);
const open = () => openHub(testFolders(data), 'http://localhost:3001', parts, now);

/** A folder in which everything is that an audit looks at. */
beforeEach(async () => {
	clock = start;
	data = join(mkdtempSync(join(tmpdir(), 'yuanke-audit-')), 'hub');
	const hub = await open();
	const released = await release(hub, '水稻');
	const stationId = await hub.stations.create('清水村', village, [{ name: '王秀英', pin: null }], '2468');
	clock += 1000;
	await hub.stations.change(stationId, { people: (await hub.stations.site(stationId)).people });
	const pair = await newKeyPair(false);
	const code = await hub.stations.newCode(stationId);
	const { deviceId } = await hub.stations.enrol(code, await publicJwk(pair.publicKey), 'test');
	device = new TestDevice(stationId, deviceId, pair, (await hub.stations.site(stationId)).people);
	clock += 60_000;
	for (let i = 0; i < 3; i++)
		await push(
			hub,
			await device.next([opened(`attempt${i}`, released), standing('passed', 1, `attempt${i}`)])
		);
	await hub.records.receipt(device);
	await hub.close();
});
afterEach(() => rmSync(dirname(data), { recursive: true }));

async function release(hub: Hub, title: string) {
	const by = { name: '陈', roles: ['administrator' as const], branch: [village[0]!] };
	const lesson = { ...oneSentence(title), lessonId: 'lesson1' };
	const { lessonId, number } = await hub.releases.release(lesson, by.branch, by);
	return { lessonId, release: number, title };
}

async function push(hub: Hub, page: Envelope) {
	const answer = await hub.records.check(page, device);
	if ('refusal' in answer) throw new Error(answer.refusal.reason);
	await hub.records.accept([answer.checked]);
}

async function found(bytes = false): Promise<Finding[]> {
	const findings: Finding[] = [];
	await audit(data, { bytes, onFinding: (one) => findings.push(one), now, couch: couch() });
	return findings;
}
const wrong = async (bytes = false) =>
	(await found(bytes)).filter(({ code }) => !notes.has(code)).map(({ code, about }) => `${code} ${about}`);

/** Works on the databases as somebody does who has the disk and no keys. */
async function atRest(work: (db: Databases) => Promise<unknown>) {
	const db = await openDatabases(testPlace(join(data, 'db')));
	await work(db);
	await closeDatabases(db);
}

/** Writes a database anew with some documents changed, under the revisions they had or others. */
async function rewrite(
	name: 'records' | 'catalogue' | 'sites' | 'receipts' | 'accounts',
	change: (doc: Envelope) => Envelope
) {
	let docs: Envelope[] = [];
	let generation: object | null = null;
	await atRest(async (db) => {
		docs = (await (db[name] as Database<Envelope>).allDocs({ include_docs: true })).rows.flatMap(({ doc }) =>
			doc ? [doc] : []
		);
		if (name === 'catalogue') generation = await db.catalogue.get('_local/generation');
	});
	await dropDatabase(testPlace(join(data, 'db')), name);
	await atRest(async (db) => {
		const changed = await Promise.all(
			docs.map(async (doc) => {
				const next = change(doc);
				return next.sig === 'matching'
					? { ...next, sig: doc.sig, _rev: await pageRevision({ signed: next.signed, sig: doc.sig }) }
					: next;
			})
		);
		await (db[name] as Database<Envelope>).bulkDocs(changed, { new_edits: false });
		const { _rev, ...local } = (generation ?? {}) as { _id?: string; _rev?: string };
		if (generation) await (db.catalogue as Database<object>).put(local);
	});
}

const pageId = (page: number) => ids.page(device.stationId, device.deviceId, page);
const tree = () =>
	readdirSync(data, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort()
		.map(
			(path) =>
				`${path} ${statSync(path).mtimeMs} ${createHash('sha256').update(readFileSync(path, 'latin1')).digest('hex')}`
		);

test('a sound folder is clean, is not changed by a byte, and leaves nothing beside it', async () => {
	const before = tree();
	const progress = new Set<AuditProgress['part']>();
	const findings: Finding[] = [];
	await audit(data, {
		bytes: true,
		onFinding: (one) => findings.push(one),
		onProgress: ({ part }) => progress.add(part),
		now,
		couch: couch()
	});
	expect(findings).toEqual([]);
	expect(tree()).toEqual(before);
	expect(readdirSync(dirname(data))).toEqual(['hub']);
	expect([...progress]).toEqual(expect.arrayContaining(['pages', 'catalogue', 'sites', 'blobs']));
});

describe('a page', () => {
	const forge = (doc: Envelope) => doc.signed.replace('"passed"', '"failed"');

	test('rewritten at rest under its revision is named, with the receipt that promised it and the figures it falsifies', async () => {
		await rewrite('records', (doc) => (doc._id === pageId(2) ? { ...doc, signed: forge(doc) } : doc));
		const findings = await wrong();
		expect(findings).toContain(`page_changed ${pageId(2)}`);
		expect(findings).toContain(`receipt_ahead ${ids.receipt(device.deviceId)}`);
		expect(findings.filter((one) => one.startsWith('page_changed'))).toHaveLength(1);
	});

	test('rewritten with a matching revision is named, and so is the one that was here', async () => {
		await rewrite('records', (doc) =>
			doc._id === pageId(2) ? { ...doc, signed: forge(doc), sig: 'matching' } : doc
		);
		const findings = await wrong();
		expect(findings).toContain(`page_changed ${pageId(2)}`);
		expect(findings).toContain(`page_gone ${pageId(2)}`);
	});

	test('under a revision that does not follow from it is named', async () => {
		await rewrite('records', (doc) =>
			doc._id === pageId(3) ? { ...doc, _rev: `1-${'0'.repeat(32)}` } : doc
		);
		expect(await wrong()).toContain(`page_revision ${pageId(3)}`);
	});

	test('that was deleted is missed, by its note and by its receipt', async () => {
		await atRest(async ({ records }) => records.remove(await records.get(pageId(3))));
		const findings = await wrong();
		expect(findings).toContain(`page_gone ${pageId(3)}`);
		expect(findings).toContain(`receipt_ahead ${ids.receipt(device.deviceId)}`);
	});

	test('whose note was deleted or makes no sense is named', async () => {
		await rewrite('records', (doc) =>
			doc._id.includes(':00000001:') ? ({ ...doc, at: '?' } as Envelope) : doc
		);
		expect(await wrong()).toContainEqual(expect.stringMatching(/^seen_odd seen:.*:00000001:/));
	});

	test('in the name of a device whose key was exchanged is named with the device', async () => {
		const other = await publicJwk((await newKeyPair(false)).publicKey);
		await rewrite('accounts', (doc) =>
			doc._id === ids.device(device.deviceId) ? ({ ...doc, publicKey: other } as unknown as Envelope) : doc
		);
		const findings = await wrong();
		expect(findings).toContain(`device_key ${ids.device(device.deviceId)}`);
		expect(findings).toContain(`page_changed ${pageId(1)}`);
	});

	test('that came twice, or before one that is missing, is a note and no fault', async () => {
		const hub = await open();
		const { stationId, deviceId, pair, head } = device;
		const twin = { stationId, deviceId, page: 3, prev: head, entries: [device.entry(opened('twin1'), 5)] };
		const late = { ...twin, page: 9, prev: 'a'.repeat(64) };
		for (const page of [twin, late])
			await push(hub, await closePage(signer(deviceId, pair.privateKey), page));
		await hub.close();
		const findings = await found();
		expect(findings.map(({ code }) => code).sort()).toEqual(['chain_fork', 'chain_gap']);
		expect(findings.find(({ code }) => code === 'chain_gap')?.details).toEqual({ page: 4 });
		expect(findings.find(({ code }) => code === 'chain_fork')?.details).toEqual({ pages: '3' });
	});
});

describe('what the hub signed', () => {
	test('a receipt for more than is here, and one by a stranger, are named', async () => {
		const strange = await newKeyPair(false);
		const by = signer(await keyIdOf(await publicJwk(strange.publicKey)), strange.privateKey);
		const id = ids.receipt(device.deviceId);
		const body: Receipt = {
			id,
			deviceId: device.deviceId,
			page: 7,
			head: 'b'.repeat(64),
			waitingFor: null,
			at: 'x'
		};
		await atRest(async ({ receipts }) => {
			const { _rev } = await receipts.get(id);
			await receipts.put({
				...(await seal(by, { id, kind: 'receipt', formatVersion: 1 }, { ...body })),
				_rev
			});
		});
		expect(await wrong()).toEqual([`key_unknown ${id}`]);
	});

	test.each(['release', 'site', 'past-site', 'authority', 'catalogue', 'receipt'])(
		'one byte of a %s document changed is named',
		async (kind) => {
			let about = '';
			const change = (doc: Envelope) => {
				if (!doc._id.startsWith(`${kind}:`)) return doc;
				about = doc._id;
				return { ...doc, signed: doc.signed.replace(/202[0-9]-/, '2019-') };
			};
			await rewrite(kind.includes('site') ? 'sites' : kind === 'receipt' ? 'receipts' : 'catalogue', change);
			expect((await wrong()).filter((one) => one.endsWith(` ${about}`))).not.toEqual([]);
			expect(about).not.toBe('');
		}
	);

	test('a release that was deleted without a signature is missed by the head', async () => {
		await atRest(async ({ catalogue }) => catalogue.remove(await catalogue.get(ids.release('lesson1', 1))));
		expect(await wrong()).toContain('head_other catalogue:head');
	});

	test('keys that were changed many times leave nothing unverified', async () => {
		for (const rotation of [
			{ online: true, release: true },
			{ root: true },
			{ release: 'stolen' as const }
		]) {
			clock += 1000;
			await rotateKeys(join(data, 'keys'), rotation, now);
			expect((await found()).map(({ code }) => code)).toEqual(['keys_pending']);
			await (await open()).close();
			expect(await found()).toEqual([]);
		}
	}, 60_000);

	test('a key that nothing names any more is said to be unknown', async () => {
		clock += 1000;
		const online = readdirSync(join(data, 'keys'));
		await rotateKeys(join(data, 'keys'), { online: true }, now);
		await (await open()).close();
		for (const name of online)
			if (name.endsWith('.jwk') && name !== 'root.jwk') rmSync(join(data, 'keys', name), { force: true });
		await rewrite('catalogue', (doc) => doc); // old revisions of the authority are gone, too
		const findings = await wrong();
		expect(findings.length).toBeGreaterThan(0);
		expect(
			findings.every(
				(one) => one.startsWith('key_unknown past-site:') || one.startsWith('key_unknown receipt:')
			)
		).toBe(true);
	});

	test('a root that the keys do not know is named', async () => {
		const pair = await newKeyPair(false);
		const key = await publicJwk(pair.publicKey);
		const by = signer(await keyIdOf(key), pair.privateKey);
		const id = rootId(2);
		const doc = await seal(
			by,
			{ id, kind: 'root', formatVersion: 1 },
			{ number: 2, key: { ...key }, at: 'x' }
		);
		await atRest(({ catalogue }) => catalogue.put(doc));
		expect(await wrong()).toContain(`key_unknown ${id}`);
	});
});

describe('files', () => {
	const blobFiles = () =>
		readdirSync(join(data, 'blobs'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));

	test('that releases name and are gone are named', async () => {
		for (const path of blobFiles()) rmSync(path);
		expect(await wrong()).toEqual([`manifest_missing ${ids.release('lesson1', 1)}`]);
	});

	test('whose bytes are not those of their name are found when they are read', async () => {
		const [path = ''] = blobFiles();
		const text = readFileSync(path, 'latin1');
		writeFileSync(path, `${text.startsWith('{') ? '[' : '{'}${text.slice(1)}`, 'latin1');
		expect(await wrong(true)).toContain(`blob_broken ${path.split('/').at(-1)}`);
	});
});

test('a figure that does not follow from the records is named; one that was not counted yet is none', async () => {
	await atRest(async ({ figures, records }) => {
		const { rows } = await figures.allDocs({ include_docs: true });
		const attempt = rows.find(({ id }) => id.startsWith('attempt:'))?.doc;
		if (attempt?.kind !== 'attempt') throw new Error('no attempt');
		await figures.put({ ...attempt, success: 'failed' });
		const page = await device.next([opened('attempt9')]);
		const seen = seenDocument(page._id, page._rev ?? '', new Date(clock).toISOString());
		await records.bulkDocs([page, seen as never], { new_edits: false });
	});
	const findings = await wrong();
	expect(findings).toEqual([`figure_differs attempt:${device.stationId}:${device.deviceId}:attempt0`]);
});

test('a folder that is none, and one without keys, cannot be looked at', async () => {
	mkdirSync(join(dirname(data), 'none'));
	await expect(
		audit(join(dirname(data), 'none'), { bytes: false, onFinding: () => undefined })
	).rejects.toMatchObject({ code: 'hub_data_missing' });
	rmSync(join(data, 'keys/trust.json'));
	await expect(found()).rejects.toMatchObject({ code: 'key_missing' });
});
