import { ids, type Account } from '$lib/store';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { scryptSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Accounts, sessionLife } from './accounts';
import { currentCost } from './passwords';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-accounts-'));
const db = await openDatabases(testPlace(join(dir, 'db')));
const password = '很长的密码1234';
const start = Date.parse('2026-11-22T08:00:00Z');
const day = 24 * 3600_000;

afterEach(() => void vi.useRealTimers());
afterAll(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

/** Only the date is moved by hand; the databases' own timers run on. */
const at = (ms: number) => {
	vi.useFakeTimers({ toFake: ['Date'] });
	vi.setSystemTime(ms);
};
const code = (code: string) => ({ code }) as object;

test('the first visitor needs the code, a wrong password is refused, a session ends', async () => {
	at(start);
	const accounts = new Accounts(db.accounts, () => Date.now());
	const right = (await accounts.setupCode()) ?? '';
	await expect(accounts.setUp('aaaa-bbbb-cccc', '管理员', password, '1.1.1.1')).rejects.toMatchObject(
		code('wrong_code')
	);
	await expect(accounts.setUp(right, '管理员', '短', '1.1.1.1')).rejects.toMatchObject(
		code('password_short')
	);
	await accounts.setUp(right, '管理员', password, '1.1.1.1');
	expect(await accounts.setupCode()).toBeNull();
	await expect(accounts.setUp(right, '又一个', password, '1.1.1.1')).rejects.toMatchObject(
		code('wrong_code')
	);
	await expect(accounts.create(' 管理员 ', password, [], [])).rejects.toMatchObject(code('name_taken'));
	const token = await accounts.signIn('管理员', password, '1.1.1.1');
	expect((await accounts.who(token))?.roles).toContain('administrator');
	expect(await accounts.who('x')).toBeNull();
	await expect(accounts.signIn('管理员', '猜', '1.1.1.1')).rejects.toMatchObject(code('wrong_password'));
});

const sessions = async () =>
	(await db.accounts.allDocs({ startkey: 'session:', endkey: 'session:\uffff' })).rows.length;

test('a session that is over is removed when it is shown, and once a day when it is not', async () => {
	at(start);
	const accounts = new Accounts(db.accounts, () => Date.now());
	await accounts.tidy();
	const before = await sessions();
	const shown = await accounts.signIn('管理员', password, '1.1.1.1');
	await accounts.signIn('管理员', password, '1.1.1.1');
	at(start + day);
	const fresh = await accounts.signIn('管理员', password, '1.1.1.1');
	expect(await sessions()).toBe(before + 3);
	at(start + sessionLife + 1000);
	expect(await accounts.who(shown)).toBeNull();
	expect(await sessions()).toBe(before + 2);
	await accounts.tidy();
	expect(await sessions()).toBe(1);
	expect(await accounts.who(fresh)).not.toBeNull();
});

test('of 300 tries at once only the first few are judged', async () => {
	const accounts = new Accounts(db.accounts, () => Date.now());
	const tries = Array.from({ length: 300 }, () =>
		accounts.signIn('管理员', '猜', '7.7.7.7').catch((error: { code?: string }) => error.code)
	);
	const came = await Promise.all(tries);
	expect(came.filter((answer) => answer === 'wrong_password')).toHaveLength(8);
	expect(came.filter((answer) => answer === 'too_many_tries')).toHaveLength(292);
});

test('guessing an official’s name from anywhere keeps nobody out elsewhere; at the guesser’s own address one waits', async () => {
	at(start);
	const accounts = new Accounts(db.accounts, () => Date.now());
	await accounts.create('刘科长', password, ['official'], []);
	await accounts.signIn('刘科长', password, '10.0.0.1');
	for (let n = 0; n < 9; n++) await accounts.signIn('刘科长', '猜', '20.0.0.1').catch(() => null);
	// From where they came before, and from somewhere new.
	await accounts.signIn('刘科长', password, '10.0.0.1');
	await accounts.signIn('刘科长', password, '30.0.0.1');
	await expect(accounts.signIn('刘科长', password, '20.0.0.1')).rejects.toMatchObject(code('too_many_tries'));
	at(start + 11 * 60_000);
	await accounts.signIn('刘科长', password, '20.0.0.1');
}, 60_000);

test('a hash of before is taken, and made anew at today’s cost when its owner signs in', async () => {
	const accounts = new Accounts(db.accounts, () => Date.now());
	await accounts.create('老用户', password, ['author'], []);
	const id = ids.account('老用户');
	const stored = (await db.accounts.get(id)) as Account & { _rev: string };
	expect(stored.password.cost).toEqual(currentCost);
	const salt = new Uint8Array(16).fill(7);
	const hash = scryptSync(password.normalize('NFKC'), salt, 32);
	const old = { salt: Buffer.from(salt).toString('base64url'), hash: hash.toString('base64url') };
	await db.accounts.put({ ...stored, password: old });
	await expect(accounts.signIn('老用户', '猜', '1.1.1.1')).rejects.toMatchObject(code('wrong_password'));
	expect(((await db.accounts.get(id)) as Account).password).toEqual(old);
	await accounts.signIn('老用户', password, '1.1.1.1');
	expect(((await db.accounts.get(id)) as Account).password.cost).toEqual(currentCost);
	await accounts.signIn('老用户', password, '1.1.1.1');
});
