import { pageHash, pageRevision } from '$lib/ledger';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatewayHub, openingPage, type TestDevice } from './gateway-hub.fixture';

// PouchDB as a station has it, over HTTP, against the gateway: what its table lets replicate does replicate.
const hub = await gatewayHub();
const server = await hub.serve();
const local = await openDatabases(join(hub.dir, 'station'));
let device: TestDevice;

/** PouchDB hands these on to the database at the address, which its types do not say. */
const as = ({ credential }: TestDevice): object => ({
	skip_setup: true,
	fetch: (url: string | Request, options?: RequestInit) =>
		fetch(url, { ...options, headers: { ...headersOf(options), authorization: `Bearer ${credential}` } })
});
const headersOf = (options?: RequestInit) => Object.fromEntries(new Headers(options?.headers));
const pull = (options = {}) =>
	local.catalogue.replicate.from(`${server.origin}/db/catalogue`, {
		...as(device),
		checkpoint: 'target',
		...options
	});
const push = (options = {}) =>
	local.records.replicate.to(`${server.origin}/db/records`, { ...as(device), ...options });

beforeAll(async () => {
	device = await hub.device('清水村');
	await hub.db.catalogue.bulkDocs(Array.from({ length: 25 }, (_, i) => hub.release(`lesson${i}`)));
});
afterAll(async () => {
	await server.close();
	await closeDatabases(local);
	await hub.close();
});

test('the catalogue is pulled in batches, and only what is new the next time', async () => {
	expect(await pull({ batch_size: 7 })).toMatchObject({ ok: true, docs_written: 25 });
	expect(await pull()).toMatchObject({ ok: true, docs_written: 0 });
	await hub.db.catalogue.put(hub.release('later'));
	server.asked.length = 0;
	expect(await pull()).toMatchObject({ ok: true, docs_written: 1 });
	expect(server.asked.filter((line) => line.includes('_bulk_get'))).toHaveLength(1);
});

test('a newer revision, a deletion and a conflict arrive with their histories', async () => {
	const id = 'release:lesson1:0001';
	const { _rev } = await hub.db.catalogue.get(id);
	await hub.db.catalogue.put({ ...hub.release('lesson1'), signed: '{"again":1}', _rev });
	await hub.db.catalogue.remove(await hub.db.catalogue.get('release:lesson2:0001'));
	const rival = { ...hub.release('lesson3'), _rev: `1-${'f'.repeat(32)}`, signed: '{"rival":1}' };
	await hub.db.catalogue.bulkDocs([rival], { new_edits: false });
	expect(await pull()).toMatchObject({ ok: true, doc_write_failures: 0 });
	const mine = await local.catalogue.get(id, { revs: true });
	expect(mine).toEqual(await hub.db.catalogue.get(id, { revs: true }));
	await expect(local.catalogue.get('release:lesson2:0001')).rejects.toMatchObject({ reason: 'deleted' });
	const both = { conflicts: true };
	expect(await local.catalogue.get('release:lesson3:0001', both)).toEqual(
		await hub.db.catalogue.get('release:lesson3:0001', both)
	);
});

test('chosen documents are not given: a filter is refused and the replication says so', async () => {
	await expect(pull({ doc_ids: ['release:lesson1:0001'] })).rejects.toMatchObject({ status: 403 });
});

test('pages are pushed, the checkpoint is kept at both ends, and the next push goes on from there', async () => {
	const pages = [];
	for (let number = 1, prev: string | null = null; number <= 12; number++) {
		const page = await openingPage(device, number, prev);
		pages.push({ ...page, _rev: await pageRevision(page) });
		prev = await pageHash(page);
	}
	await local.records.bulkDocs(pages.slice(0, 10), { new_edits: false });
	expect(await push({ batch_size: 4 })).toMatchObject({ ok: true, docs_written: 10, doc_write_failures: 0 });
	await local.records.bulkDocs(pages.slice(10), { new_edits: false });
	server.asked.length = 0;
	expect(await push({ batch_size: 4 })).toMatchObject({ ok: true, docs_read: 2, docs_written: 2 });
	expect(server.asked.filter((line) => line.startsWith('PUT /db/records/_local/'))).not.toEqual([]);
	const { rows } = await hub.db.records.allDocs({ startkey: 'ledger:', endkey: 'ledger:\uffff' });
	expect(rows).toHaveLength(12);
	expect(await push()).toMatchObject({ ok: true, docs_read: 0 });
});

test('when one end lost its checkpoint, the push finds out what is missing', async () => {
	await hub.db.records
		.get(`_local/device-${device.deviceId}`)
		.then((doc) => hub.db.records.remove(doc as never));
	expect(await push()).toMatchObject({ ok: true, docs_written: 0, doc_write_failures: 0 });
});

test("another station's page is denied by name and what is one's own goes through", async () => {
	const other = await hub.device('柳树村');
	const foreign = await openingPage(other, 1, null);
	const own = await openingPage(device, 13, 'a'.repeat(64));
	await local.records.bulkDocs(
		await Promise.all([foreign, own].map(async (page) => ({ ...page, _rev: await pageRevision(page) }))),
		{ new_edits: false }
	);
	const denied: string[] = [];
	const run = push();
	void run.on('denied', (error) => denied.push(String((error as { id?: string }).id)));
	expect(await run).toMatchObject({ docs_written: 1 });
	expect(denied).toEqual([foreign._id]);
	await expect(hub.db.records.get(foreign._id)).rejects.toMatchObject({ status: 404 });
});

test('a stranger replicates nothing', async () => {
	device = { ...device, credential: 'd0123456789abcdef.wrong' };
	await expect(pull()).rejects.toMatchObject({ status: 404 });
	await expect(push()).rejects.toMatchObject({ status: 404 });
});
