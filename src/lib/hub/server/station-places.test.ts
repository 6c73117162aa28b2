import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LedgerHub } from './ledger.fixture';
import { StationPlaces } from './station-places';

let hub: LedgerHub;
beforeEach(async () => {
	hub = await LedgerHub.open();
});
afterEach(() => hub.close());
const add = (name: string, ...org: string[]) => hub.stations.create(name, org, [], '1357');

it('counts the stations of a branch and below, also those that were made or moved since', async () => {
	const places = new StationPlaces(hub.db.sites, hub.units);
	expect(await places.count([])).toBe(0);
	const moving = await add('北山村', '省', '清水县', '北山村');
	await add('南山村', '省', '清水县', '南山村');
	await add('东山村', '省', '东河县', '东山村');
	expect(await places.count([])).toBe(3);
	expect(await places.count(['省', '清水县'])).toBe(2);
	expect(await places.count(['省', '清水'])).toBe(0);
	await hub.stations.change(moving, { units: ['省', '东河县', '北山村'] });
	expect(await places.count(['省', '清水县'])).toBe(1);
	expect(await places.count(['省', '东河县'])).toBe(2);
});

it('reads each site once, not with every question', async () => {
	await add('北山村', '省', '北山村');
	const places = new StationPlaces(hub.db.sites, hub.units);
	await places.count([]);
	const changes = vi.spyOn(hub.db.sites, 'changes');
	const asked = await Promise.all([places.count([]), places.count([])]);
	expect(asked).toEqual([1, 1]);
	const given = await Promise.all(changes.mock.results.map(({ value }) => value as Promise<{ results: [] }>));
	expect(given.flatMap(({ results }) => results)).toEqual([]);
});
