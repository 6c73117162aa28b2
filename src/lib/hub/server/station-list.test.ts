import { newKeyPair, publicJwk } from '$lib/base';
import type { OrgPath } from '$lib/store';
import { afterAll, expect, test } from 'vitest';
import { LedgerHub } from './ledger.fixture';
import { StationList } from './station-list';

const hub = await LedgerHub.open();
afterAll(() => hub.close());
const list = new StationList(hub.lookup, hub.stations, hub.units);
const county = ['示范省', '示范市', '青山县'];
const official = (branch: OrgPath, role: 'official' | 'author' = 'official') => ({
	...{ name: '刘', branch },
	roles: [role]
});
const station = (town: string, village: string) =>
	hub.stations.create(village, [...county, town, village], [{ name: '王', pin: null }], '2468');
const names = async (...of: Parameters<StationList['list']>) =>
	(await list.list(...of)).rows.map(({ name }) => name);

test('stations stand place by place, for officials of the places above them only, part by part', async () => {
	for (let n = 0; n < 7; n++) await station(n % 2 ? '北山镇' : '清水镇', `${n}村`);
	expect(await names(official(county))).toEqual(['1村', '3村', '5村', '0村', '2村', '4村', '6村']);
	expect(await names(official([...county, '清水镇']))).toEqual(['0村', '2村', '4村', '6村']);
	expect(await names(official(['示范省', '示范市', '青山']))).toEqual([]);
	expect(await names(official(county, 'author'))).toEqual([]);
	expect(await list.list(official(county), 7)).toMatchObject({ rows: { length: 7 }, more: false });
	expect(await list.list(official(county), 6)).toMatchObject({ rows: { length: 6 }, more: true });
});

test('a station is found by words of its name and place, and stands where it is now', async () => {
	const stationId = await station('南河镇', '柳树村');
	expect(await names(official(county), 100, '南河 柳树')).toEqual(['柳树村']);
	await hub.stations.change(stationId, { name: '杨树村', units: [...county, '东山镇', '杨树村'] });
	expect(await names(official(county), 100, '柳树')).toEqual([]);
	expect(await names(official([...county, '东山镇']))).toEqual(['杨树村']);
});

test('a row says how many learn and how many devices there are, and when one called last', async () => {
	const stationId = await station('西坡镇', '西坡村');
	const row = async () => (await list.list(official([...county, '西坡镇']))).rows[0];
	expect(await row()).toMatchObject({ people: 1, devices: 0, lastContact: null });
	const credentials: string[] = [];
	for (let n = 0; n < 2; n++) {
		const jwk = await publicJwk((await newKeyPair(false)).publicKey);
		const answer = await hub.stations.enrol(await hub.stations.newCode(stationId), jwk, `10.0.0.${n}`);
		credentials.push(answer.credential);
	}
	expect(await row()).toMatchObject({ devices: 2, lastContact: hub.clock });
	hub.clock += 60_000;
	await hub.stations.authenticate(credentials[0]!);
	expect(await row()).toMatchObject({ devices: 2, lastContact: hub.clock });
	await hub.stations.contacts.keep();
	expect(await row()).toMatchObject({ devices: 2, lastContact: hub.clock });
});

test('the stations of a branch and below are counted, also those that were made or moved since', async () => {
	const add = (name: string, ...org: string[]) => hub.stations.create(name, org, [], '1357');
	expect(await list.count(['数省'])).toBe(0);
	const moving = await add('北山村', '数省', '清水县', '北山村');
	await add('南山村', '数省', '清水县', '南山村');
	await add('东山村', '数省', '东河县', '东山村');
	expect(await list.count(['数省'])).toBe(3);
	expect(await list.count(['数省', '清水县'])).toBe(2);
	expect(await list.count(['数省', '清水'])).toBe(0);
	await hub.stations.change(moving, { units: ['数省', '东河县', '北山村'] });
	expect(await list.count(['数省', '清水县'])).toBe(1);
	expect(await list.count(['数省', '东河县'])).toBe(2);
});
