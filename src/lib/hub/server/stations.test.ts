import { newKeyPair, publicJwk, signer } from '$lib/base';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { Accounts } from './accounts';
import { Contacts } from './contacts';
import { hubKeys } from './keys';
import { lookupOf } from './lookup/lookup.fixture';
import { StationList } from './station-list';
import { Stations } from './stations';
import { Units } from './units';

const long = process.env.LONG === '1';
const dir = mkdtempSync(join(tmpdir(), 'yuanke-stations-'));
const org = ['示范省', '示范市', '青山县', '清水镇', '清水村'];
const official = { name: '刘', roles: ['official' as const], branch: ['示范省'] };
let clock = Date.parse('2026-11-22T08:00:00Z');
const db = await openDatabases(testPlace(join(dir, 'db')));
const keys = await hubKeys(join(dir, 'keys'));
const stations = new Stations(db, keys, () => clock);

afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const newJwk = async () => publicJwk((await newKeyPair(false)).publicKey);
const lookup = lookupOf(db);
const lastContact = async (heard: Stations) =>
	(await new StationList(lookup, heard, new Units(db.units, Date.now)).list(official)).rows[0]?.lastContact;
/** How many documents were written since. */
const writtenSince = async (since: string | number) => (await db.accounts.changes({ since })).results.length;

test('a call of a station that has nothing new writes nothing; the list still says when it called', async () => {
	const stationId = await stations.create('清水村', org, [], '2468');
	const { credential } = await stations.enrol(await stations.newCode(stationId), await newJwk(), '1.1.1.1');
	const { update_seq: seq } = await db.accounts.info();
	for (let minute = 0; minute < 1000; minute++) {
		clock += 60_000;
		expect(await stations.authenticate(credential)).not.toBeNull();
	}
	expect(await writtenSince(seq)).toBe(0);
	expect(await lastContact(stations)).toBe(clock);

	await stations.contacts.keep();
	expect(await writtenSince(seq)).toBe(1);
	const { update_seq: kept } = await db.accounts.info();
	expect(await lastContact(new Stations(db, keys, () => clock))).toBe(clock);
	await stations.contacts.keep();
	expect(await writtenSince(kept)).toBe(0);
});

test('what stations several processes heard is known to all of them, the last call of each', async () => {
	const deviceIds = Array.from({ length: 600 }, (_, i) => `dheard${i}`);
	const [one, other] = [new Contacts(db.accounts), new Contacts(db.accounts)];
	for (const [i, deviceId] of deviceIds.entries()) {
		one.hear(deviceId, 1000 + i);
		other.hear(deviceId, i % 2 ? 5000 : 500);
	}
	const { update_seq: seq } = await db.accounts.info();
	// Both write the same documents at the same moment.
	await Promise.all([one.keep(), other.keep()]);
	expect(await writtenSince(seq)).toBeLessThanOrEqual(256);
	const known = await new Contacts(db.accounts).of([...deviceIds, 'never']);
	for (const [i, deviceId] of deviceIds.entries()) expect(known.get(deviceId)).toBe(i % 2 ? 5000 : 1000 + i);
	expect(known.get('never')).toBe(0);
});

test('a key that is none is refused; wrong codes are counted by address, before they are looked up', async () => {
	const stationId = await stations.create('柳树村', org, [], '2468');
	const code = await stations.newCode(stationId);
	const jwk = await newJwk();
	await expect(stations.enrol(code, { ...jwk, x: 'AAAA' }, '5.5.5.5')).rejects.toMatchObject({
		code: 'wrong_code'
	});
	const tries = await Promise.all(
		Array.from({ length: 100 }, () =>
			stations.enrol('aaaa-bbbb-cccc', jwk, '6.6.6.6').catch((error: { code?: string }) => error.code)
		)
	);
	expect(tries.filter((answer) => answer === 'wrong_code')).toHaveLength(30);
	await expect(stations.enrol(code, jwk, '6.6.6.6')).rejects.toMatchObject({ code: 'too_many_tries' });
	expect(await stations.enrol(code, jwk, '7.7.7.7')).toMatchObject({ stationId });
});

test('while a roster’s PINs are hashed people sign in', async () => {
	const accounts = new Accounts(db.accounts, Date.now);
	await accounts.create('周', 'a long password', ['author'], []);
	const people = Array.from({ length: long ? 400 : 60 }, (_, i) => ({ name: `人${i}`, pin: '1234' }));
	const [began, cpu] = [performance.now(), process.cpuUsage()];
	let done = false;
	const roster = stations.create('大村', org, people, '2468').then(() => (done = true));
	const waits: number[] = [];
	for (let i = 0; i < 3; i++) {
		const asked = performance.now();
		await accounts.signIn('周', 'a long password', '1.1.1.1');
		waits.push(Math.round(performance.now() - asked));
	}
	expect(done).toBe(false);
	await roster;
	const { user, system } = process.cpuUsage(cpu);
	console.log(
		`${people.length} PINs: ${Math.round(performance.now() - began)} ms, CPU ${(user + system) / 1e6} s; sign-ins meanwhile: ${waits.join(', ')} ms`
	);
}, 120_000);

test('a start reads no site when all are signed by the present key, and all of them when the key changed', async () => {
	const stationId = await stations.create('钥匙村', org, [], '2468');
	await stations.prepare();
	const before = await db.sites.get(`site:${stationId}`);
	const read = vi.spyOn(db.sites, 'allDocs');
	await new Stations(db, keys, () => clock).prepare();
	expect(read).not.toHaveBeenCalled();
	const pair = await newKeyPair(false);
	const online = signer('another', pair.privateKey);
	await new Stations(db, { ...keys, online }, () => clock).prepare();
	expect(read).toHaveBeenCalled();
	read.mockRestore();
	const after = await db.sites.get(`site:${stationId}`);
	expect([before.keyId, after.keyId]).toEqual([keys.online.keyId, 'another']);
	expect(await stations.site(stationId)).toMatchObject({ name: '钥匙村' });
});
