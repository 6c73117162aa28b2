import { seal } from '$lib/base';
import { CatalogueHead, ids, Receipt, Site } from '$lib/store';
import { databaseNames } from '$lib/store/node';
import { nothingYet, type KnownNews, type News as Told, type Signed } from '$lib/sync/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Catalogue } from './catalogue';
import { LedgerHub, opened, type TestDevice } from './ledger.fixture';
import { News } from './news';
import { Stations } from './stations';

let hub: LedgerHub;
let device: TestDevice;
let news: News;

beforeEach(async () => {
	hub = await LedgerHub.open();
	device = await hub.device();
	await hub.catalogue.prepare();
	news = new News(hub.stations, hub.records, hub.catalogue);
});
afterEach(() => hub.close());

const nothing: KnownNews = { head: nothingYet, site: nothingYet, receipt: nothingYet };
const revs = ({ head, site, receipt }: Told): KnownNews => ({
	head: head?._rev ?? nothingYet,
	site: site?._rev ?? nothingYet,
	receipt: receipt?._rev ?? nothingYet
});
const bodyOf = <T>(schema: v.GenericSchema<unknown, T>, doc: Signed | null | undefined) =>
	v.parse(schema, JSON.parse(doc?.signed ?? 'null'));
const release = async (id: string) =>
	hub.catalogue.add(await seal(hub.keys.release, { id, kind: 'release', formatVersion: 1 }, {}));

test('whoever has nothing gets all there is: head, site, and a receipt once there are records', async () => {
	const first = await news.since(nothing, device);
	expect(first.head).toEqual(await hub.db.catalogue.get(ids.catalogueHead));
	expect(first.site).toEqual(await hub.db.sites.get(ids.site(device.stationId)));
	expect('receipt' in first).toBe(false);
	await hub.push(device, await device.next([opened()]));
	const { receipt } = await news.since(nothing, device);
	expect(bodyOf(Receipt, receipt)).toMatchObject({ deviceId: device.deviceId, page: 1 });
});

test('whoever has it all gets nothing, and nothing is written', async () => {
	await hub.push(device, await device.next([opened()]));
	const known = revs(await news.since(nothing, device));
	const state = () => Promise.all(databaseNames.map(async (name) => (await hub.db[name].info()).update_seq));
	const before = await state();
	for (let contact = 0; contact < 3; contact++) expect(await news.since(known, device)).toEqual({});
	expect(await state()).toEqual(before);
});

test('each part comes when it changed, and alone', async () => {
	let known = revs(await news.since(nothing, device));
	const changed = async () => {
		const told = await news.since(known, device);
		known = { ...known, ...Object.fromEntries(Object.entries(told).map(([name, doc]) => [name, doc?._rev])) };
		return Object.keys(told);
	};
	await release('release:abcdef:0001');
	expect(await changed()).toEqual(['head']);
	await hub.stations.change(device.stationId, { name: '新名' });
	expect(await changed()).toEqual(['site']);
	await hub.push(device, await device.next([opened()]));
	expect(await changed()).toEqual(['receipt']);
	expect(await changed()).toEqual([]);
});

test('what is not asked about is not told', async () => {
	await hub.push(device, await device.next([opened()]));
	expect(await news.since({}, device)).toEqual({});
	expect(Object.keys(await news.since({ site: nothingYet }, device))).toEqual(['site']);
});

test('a revision that nobody wrote, an endless one and a negative one all get the true document', async () => {
	const { head } = await news.since(nothing, device);
	for (const forged of [
		'',
		'-1',
		'0-0',
		`999999999-${'f'.repeat(32)}`,
		'x'.repeat(15_000),
		`"${head?._rev}"`
	])
		expect((await news.since({ head: forged }, device)).head).toEqual(head);
});

test('nobody is told of another station or device', async () => {
	const other = await hub.device(['李'], undefined);
	await hub.push(device, await device.next([opened()]));
	const told = await news.since(nothing, other);
	expect(bodyOf(Site, told.site).stationId).toBe(other.stationId);
	expect(told.receipt).toBeUndefined();
	const known = revs(await news.since(nothing, device));
	expect(bodyOf(Site, (await news.since(known, other)).site).stationId).toBe(other.stationId);
});

test('a station that is gone from the hub hears so', async () => {
	await hub.db.sites.remove(await hub.db.sites.get(ids.site(device.stationId)));
	expect((await news.since(nothing, device)).site).toBeUndefined();
	expect((await news.since({ site: '1-a' }, device)).site).toBeNull();
});

test('what another process of the hub wrote is told at once', async () => {
	const known = revs(await news.since(nothing, device));
	// Its own memory, the same databases.
	const other = new Catalogue(hub.db.catalogue, hub.keys, { ...hub.catalogue.generation }, hub.now);
	const document = { id: 'release:abcdef:0002', kind: 'release', formatVersion: 1 };
	await other.add(await seal(hub.keys.release, document, {}));
	await new Stations(hub.db, hub.keys, hub.now).change(device.stationId, { name: '新名' });
	const told = await news.since(known, device);
	expect(bodyOf(CatalogueHead, told.head).count).toBe(2);
	expect(bodyOf(Site, told.site).name).toBe('新名');
});

test('a head that has become old is signed anew for whoever asks, once', async () => {
	const known = revs(await news.since(nothing, device));
	hub.clock += 25 * 3600_000;
	const { head } = await news.since(known, device);
	expect(Date.parse(bodyOf(CatalogueHead, head).at)).toBe(hub.clock);
	expect(await news.since({ ...known, head: head?._rev }, device)).toEqual({});
});
