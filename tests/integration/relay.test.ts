import { seal, unseal } from '$lib/base';
import { gatewayHub, openingPage, type TestDevice } from '$lib/hub/server/gateway/gateway-hub.fixture';
import { pageHash, pageRevision } from '$lib/ledger';
import { Receipt, Site } from '$lib/store';
import { closeDatabases, openDatabases, openRemote } from '$lib/store/node';
import {
	askNews,
	followCatalogue,
	isFrozen,
	knownHead,
	nothingYet,
	onlineRing,
	pinned,
	pushRecords,
	type CatalogueMemory,
	type Remote
} from '$lib/sync';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What a relay is: the same exchange in Node, with `sync` alone and databases on its own disk.
const hub = await gatewayHub();
const server = await hub.serve();
const local = await openDatabases(join(hub.dir, 'relay'));
let device: TestDevice;
let remote: Remote;
let memory: CatalogueMemory;

const release = async (n: number) => {
	const head = { id: `release:lesson${n}:0001`, kind: 'release', formatVersion: 1 };
	await hub.catalogue.add(await seal(hub.keys.release, head, { n }));
};
const follow = async () => {
	const { head } = await askNews(remote, { head: knownHead(memory) });
	if (!head) return false;
	const news = await followCatalogue(local, remote, memory, head, Date.now());
	memory = news.memory;
	return news.changed;
};
const releases = async () =>
	(await local.catalogue.allDocs({ startkey: 'release:', endkey: 'release:\uffff' })).rows.length;

beforeAll(async () => {
	device = await hub.device('清水村');
	await hub.catalogue.prepare();
	for (let n = 0; n < 20; n++) await release(n);
	remote = { origin: server.origin, credential: device.credential, open: openRemote };
	memory = { trust: pinned(hub.stations.rootKey), head: null };
});
afterAll(async () => {
	await server.close();
	await closeDatabases(local);
	await hub.close();
});

test('it follows the catalogue to what the hub has signed, and then asks once and hears nothing', async () => {
	expect(await follow()).toBe(true);
	expect(await releases()).toBe(20);
	expect(memory.head?.complete).toBe(true);
	expect(isFrozen(memory.head!.body, Date.now())).toBe(false);
	server.asked.length = 0;
	expect(await follow()).toBe(false);
	expect(server.asked).toEqual(['GET /news']);
	await release(20);
	expect(await follow()).toBe(true);
	expect(await releases()).toBe(21);
});

test('it pushes the records of its stations, and what the hub says of them holds under the keys it believes', async () => {
	const first = await openingPage(device, 1, null);
	const second = await openingPage(device, 2, await pageHash(first));
	for (const page of [first, second])
		await local.records.bulkDocs([{ ...page, _rev: await pageRevision(page) }], { new_edits: false });
	expect(await pushRecords(local, remote)).toEqual({ written: 2, refused: [] });
	const { receipt, site } = await askNews(remote, { receipt: nothingYet, site: nothingYet });
	const ring = await onlineRing(memory.trust);
	expect(await unseal(receipt, ring, 'receipt', Receipt)).toMatchObject({ page: 2, waitingFor: null });
	expect(await unseal(site, ring, 'site', Site)).toMatchObject({ stationId: device.stationId });
	expect(await askNews(remote, { receipt: receipt!._rev, site: site!._rev })).toEqual({});
});

test('a hub that is away, refuses, or answers in somebody else’s words is told apart, and nothing here changes', async () => {
	const unhandled: unknown[] = [];
	process.on('unhandledRejection', (error) => unhandled.push(error));
	const nobody = { ...remote, origin: 'http://127.0.0.1:1' };
	const stranger = { ...remote, credential: 'd0.x' };
	const head = memory.head!.doc as never;
	const before = { ...memory, head: { ...memory.head!, complete: false } };
	for (const [to, code] of [
		[nobody, 'hub_unreachable'],
		[stranger, 'not_allowed']
	] as const) {
		await expect(pushRecords(local, to)).rejects.toMatchObject({ code });
		await expect(followCatalogue(local, to, before, head, 0)).rejects.toMatchObject({ code });
	}
	await expect(askNews(nobody, {})).rejects.toMatchObject({ code: 'hub_unreachable' });
	expect(await releases()).toBe(21);
	await new Promise((later) => setTimeout(later, 100));
	expect(unhandled).toEqual([]);
});
