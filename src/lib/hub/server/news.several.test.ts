import { seal } from '$lib/base';
import { ids, Receipt, Site } from '$lib/store';
import { databaseNames } from '$lib/store/node';
import { nothingYet, type KnownNews, type News as Told } from '$lib/sync/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LedgerHub, opened, type TestDevice } from './ledger.fixture';
import { News } from './news';

// Several processes over the same databases, which only here know from memory that nothing is new.
let first: LedgerHub;
let hubs: [LedgerHub, LedgerHub];
let device: TestDevice;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['performance'] });
	first = await LedgerHub.open();
	hubs = [await first.beside(), await first.beside()];
	await hubs[0].catalogue.prepare();
	device = await hubs[0].device();
	await hubs[0].push(device, await device.next([opened()]));
	later(61);
});
afterEach(async () => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	await first.close();
});

/** Moves the clock that counts how long ago something was. */
const later = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);
const nothing: KnownNews = { head: nothingYet, site: nothingYet, receipt: nothingYet };
const contact = async (hub: LedgerHub, known: KnownNews): Promise<Told> => {
	const caller = await hub.stations.authenticate(device.credential);
	return new News(hub.stations, hub.records, hub.catalogue).since(known, caller!);
};
const revs = (told: Told): KnownNews =>
	Object.fromEntries(Object.entries(told).map(([part, doc]) => [part, doc?._rev ?? nothingYet]));
const released = (hub: LedgerHub, number: number) =>
	seal(hub.keys.release, { id: `release:abcdef:000${number}`, kind: 'release', formatVersion: 1 }, {}).then(
		(doc) => hub.catalogue.add(doc)
	);

/** How often the databases were asked for some work. */
async function asked(work: () => Promise<unknown>): Promise<string[]> {
	const calls: string[] = [];
	for (const name of databaseNames)
		for (const method of ['get', 'allDocs', 'changes', 'info', 'bulkDocs', 'put'] as const) {
			const db = first.db[name] as unknown as Record<string, (...args: unknown[]) => unknown>;
			const real = db[method]!.bind(db);
			vi.spyOn(db, method).mockImplementation((...args) => {
				calls.push(`${name}.${method}`);
				return real(...args);
			});
		}
	await work();
	vi.restoreAllMocks();
	return calls;
}

test('a contact with nothing new asks the databases once, whatever process it comes to', async () => {
	const known = revs(await contact(hubs[0], nothing));
	for (const hub of hubs) expect(await contact(hub, known)).toEqual({});
	for (const hub of hubs) {
		const calls = await asked(async () => {
			for (let n = 0; n < 5; n++) expect(await contact(hub, known)).toEqual({});
		});
		expect(calls).toEqual(Array(5).fill('records.changes'));
	}
	// And once in a second for each database in which something else may have changed.
	later(1.1);
	const calls = await asked(() => contact(hubs[1], known));
	expect(calls.sort()).toEqual(
		['accounts', 'catalogue', 'records', 'sites'].map((name) => `${name}.changes`)
	);
});

test('pages that came in through one process are in the receipt at the other at once', async () => {
	const known = revs(await contact(hubs[0], nothing));
	for (const hub of hubs) expect(await contact(hub, known)).toEqual({});
	for (let page = 2; page < 6; page++) {
		await hubs[page % 2]!.push(device, await device.next([opened()]));
		const told = await contact(hubs[(page + 1) % 2]!, known);
		expect(Object.keys(told)).toEqual(['receipt']);
		expect(v.parse(Receipt, JSON.parse(told.receipt!.signed))).toMatchObject({ page });
		known.receipt = told.receipt!._rev;
	}
	for (const hub of hubs) expect(await contact(hub, known)).toEqual({});
});

test('a head and a site that one process signed are told by it at once, by the other within a second', async () => {
	const known = revs(await contact(hubs[0], nothing));
	for (const hub of hubs) expect(await contact(hub, known)).toEqual({});
	await released(hubs[0], 1);
	await hubs[0].stations.change(device.stationId, { name: '新名' });
	const told = await contact(hubs[0], known);
	expect(Object.keys(told)).toEqual(['head', 'site']);
	later(1.1);
	expect(await contact(hubs[1], known)).toEqual(told);
	expect(v.parse(Site, JSON.parse(told.site!.signed)).name).toBe('新名');
	// Whoever knows the newer state is never given the older one, however late a process is.
	await hubs[0].stations.change(device.stationId, { name: '又改' });
	await released(hubs[0], 2);
	const newest = await contact(hubs[0], known);
	expect(await contact(hubs[1], { ...known, ...revs(newest) })).toEqual({});
});

test('a device that was shut out is not let in by a process that knew it, a second later', async () => {
	for (const hub of hubs) expect(await hub.stations.authenticate(device.credential)).not.toBeNull();
	const stored = await first.db.accounts.get(ids.device(device.deviceId));
	await first.db.accounts.put({ ...stored, revoked: true } as typeof stored);
	later(1.1);
	for (const hub of hubs) expect(await hub.stations.authenticate(device.credential)).toBeNull();
});

test('a head that has become old is signed anew for whoever asks a process that knew it', async () => {
	const known = revs(await contact(hubs[0], nothing));
	for (const hub of hubs) expect(await contact(hub, known)).toEqual({});
	hubs[1].clock += 25 * 3600_000;
	expect(Object.keys(await contact(hubs[1], known))).toEqual(['head']);
});

test('what changed a moment ago is read, not remembered: a node that was behind may have answered', async () => {
	await hubs[0].stations.change(device.stationId, { name: '新名' });
	const known = revs(await contact(hubs[1], nothing));
	later(1.1);
	await contact(hubs[1], known);
	expect(await asked(() => contact(hubs[0], known))).toContain('sites.get');
	later(61);
	for (let n = 0; n < 2; n++) await contact(hubs[0], known);
	expect(await asked(() => contact(hubs[0], known))).not.toContain('sites.get');
});
