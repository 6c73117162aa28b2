import { closeDatabases, openDatabases, type Database } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Accounts } from './accounts';
import { forgetOldPairs, SharedTryCounts } from './shared-try-counts';
import { Tries } from './tries';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-tries-'));
const db = await openDatabases(testPlace(dir));
const accounts = db.accounts as unknown as Database<object>;
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const limits = { pair: 3, address: 10, name: 6 };
let made = 0;
/** The tries of some processes over one database, each with nothing in its memory. */
const processes = (many: number, now = Date.now) => {
	const of = `test${++made}`;
	return Array.from({ length: many }, () => new Tries(limits, new SharedTryCounts(accounts, of, now)));
};
const outcome = (tries: Tries | undefined, name: string, from: string) =>
	tries!.begin(name, from).then(
		({ lane }) => lane,
		(error: { code: string }) => error.code
	);
const outcomes = async (all: Promise<string>[]) => {
	const answers = await Promise.all(all);
	return { judged: answers.filter((one) => one !== 'too_many_tries').length, of: answers.length };
};

test('many tries at once at four processes are judged as often as at one', async () => {
	const hubs = processes(4);
	const all = hubs.flatMap((tries) => Array.from({ length: 5 }, () => outcome(tries, '刘', '1.1.1.1')));
	expect(await outcomes(all)).toEqual({ judged: limits.pair, of: 20 });
	// A process that has just been started knows of them, too.
	expect(
		await outcome(new Tries(limits, new SharedTryCounts(accounts, `test${made}`)), '刘', '1.1.1.1')
	).toBe('too_many_tries');
	expect(await outcome(hubs[0], '刘', '2.2.2.2')).toBe('new');
});

test('one address that guesses many names at four processes waits after as many as at one', async () => {
	const hubs = processes(4);
	const all = hubs.flatMap((tries, p) =>
		Array.from({ length: 6 }, (_, i) => outcome(tries, `n${p}x${i}`, '1.1.1.1'))
	);
	expect(await outcomes(all)).toEqual({ judged: limits.address, of: 24 });
});

test('a name that many addresses guess at any process goes last at every one, but not from where it came before', async () => {
	const hubs = processes(3);
	await (await hubs[0]!.begin('刘', '9.9.9.9')).succeeded();
	for (let i = 0; i < 6; i++) expect(await outcome(hubs[i % 3], '刘', `1.1.1.${i}`)).toBe('new');
	for (const tries of hubs) {
		expect(await outcome(tries, '刘', '2.2.2.2')).toBe('suspect');
		expect(await outcome(tries, '刘', '9.9.9.9')).toBe('known');
	}
});

test('who gets in at one process is counted at none', async () => {
	const hubs = processes(2);
	for (let i = 0; i < 12; i++) await (await hubs[i % 2]!.begin(`n${i}`, '1.1.1.1')).succeeded();
	for (let i = 0; i < 6; i++) await (await hubs[i % 2]!.begin('刘', '3.3.3.3')).succeeded();
	expect(await outcome(hubs[1], 'guest', '1.1.1.1')).toBe('new');
});

test('after ten minutes one may try again at any process, also when the clock of another ran ahead', async () => {
	let now = Date.now();
	const [one, other] = processes(2, () => now);
	for (let i = 0; i < 4; i++) await outcome(one, '刘', 'x');
	now -= 30 * 60_000;
	await expect(other!.begin('刘', 'x')).rejects.toMatchObject({
		code: 'too_many_tries',
		details: { seconds: 600 }
	});
	now += 30 * 60_000 + 10 * 60_000 + 1;
	expect(await outcome(other, '刘', 'x')).toBe('new');
});

test('who has to wait and asks on costs the database nothing', async () => {
	const [tries] = processes(1);
	for (let i = 0; i < 5; i++) await outcome(tries, '刘', 'x');
	const before = (await accounts.info()).update_seq;
	for (let i = 0; i < 50; i++) expect(await outcome(tries, '刘', 'x')).toBe('too_many_tries');
	expect((await accounts.changes({ since: before })).results).toEqual([]);
});

test('who did not come for long from somewhere is forgotten there', async () => {
	const [one] = processes(1);
	const of = `test${made}`;
	await (await one!.begin('刘', 'home')).succeeded();
	const fresh = () => new Tries(limits, new SharedTryCounts(accounts, of));
	await forgetOldPairs(accounts, Date.now() + 80 * 24 * 3600_000);
	expect(await outcome(fresh(), '刘', 'home')).toBe('known');
	await forgetOldPairs(accounts, Date.now() + 100 * 24 * 3600_000);
	expect(await outcome(fresh(), '刘', 'home')).toBe('new');
});

test('passwords and the code of the first visit: what one process counted or printed holds at the other', async () => {
	const open = () => new Accounts(db.accounts, Date.now, undefined, true);
	const [one, other] = [open(), open()];
	const printed = await one.setupCode();
	expect(await other.setupCode()).toBe(printed);
	expect(await open().setupCode()).toBe(printed);
	const both = await Promise.allSettled(
		[one, other].map((hub, i) => hub.setUp(printed ?? '', `管理员${i}`, '很长的密码1234', '1.1.1.1'))
	);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await one.setupCode()).toBeNull();
	const signIn = (hub: Accounts) =>
		hub.signIn('管理员', '错的密码', '5.5.5.5').catch((error: { code: string }) => error.code);
	const answers = await Promise.all(
		[one, other].flatMap((hub) => Array.from({ length: 8 }, () => signIn(hub)))
	);
	expect(answers.filter((code) => code === 'wrong_password')).toHaveLength(8);
	expect(answers.filter((code) => code === 'too_many_tries')).toHaveLength(8);
}, 60_000);
