import { closeDatabases, openDatabases, type Database } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { SharedLease, soleLease, type Lease } from './lease';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-lease-'));
const databases = await openDatabases(testPlace(join(dir, 'db')));
const db = databases.accounts as Database<object>;
afterAll(async () => {
	await closeDatabases(databases);
	rmSync(dir, { recursive: true });
});

test('of several processes only one is at work at any time, and each comes to its turn', async () => {
	let working = 0;
	let most = 0;
	let done = 0;
	const processes = Array.from({ length: 4 }, () => new SharedLease(db, 'work'));
	const task = async () => {
		most = Math.max(most, ++working);
		await pause(5);
		working--;
		done++;
	};
	await Promise.all(processes.flatMap((one) => [one.run(task), one.run(task), one.run(task)]));
	expect({ most, done }).toEqual({ most: 1, done: 12 });
});

test('whether another had it since is told', async () => {
	const [one, other] = [new SharedLease(db, 'others'), new SharedLease(db, 'others')];
	const ask = (lease: SharedLease) => lease.run((others) => Promise.resolve(others));
	await ask(one);
	expect(await ask(one)).toBe(false);
	expect(await ask(other)).toBe(true);
	expect(await ask(one)).toBe(true);
	expect(await ask(one)).toBe(false);
	expect(await soleLease().run((others) => Promise.resolve(others))).toBe(false);
});

test('a task that fails gives its turn back, and its failure is told', async () => {
	const lease = new SharedLease(db, 'fails');
	await expect(lease.run(() => Promise.reject(new Error('so')))).rejects.toThrow('so');
	await new SharedLease(db, 'fails').run(() => Promise.resolve());
});

test('one that was killed at work is waited for and then passed over; one that is long at work is not', async () => {
	const times = { beat: 50, patience: 400 };
	const order: string[] = [];
	const long = new SharedLease(db, 'long', times).run(async () => {
		await pause(1200);
		order.push('long');
	});
	await pause(50);
	await new SharedLease(db, 'long', times).run(() => Promise.resolve(void order.push('next')));
	await long;
	expect(order).toEqual(['long', 'next']);

	await db.put({ _id: 'lease:killed', kind: 'lease', by: 'somebody', held: true, beat: 1 } as object);
	const begun = performance.now();
	const others = await new SharedLease(db, 'killed', times).run((others) => Promise.resolve(others));
	expect(others).toBe(true);
	expect(performance.now() - begun).toBeGreaterThan(400);
});

test('each part of a process is told of others, also where another part of it was told first', async () => {
	const ask = (lease: Lease) => lease.run((others) => Promise.resolve(others));
	const counting = new SharedLease(db, 'parts');
	const changing = counting.forAnother();
	await ask(counting);
	await ask(new SharedLease(db, 'parts'));
	expect([await ask(changing), await ask(counting)]).toEqual([true, true]);
	const sole = soleLease();
	let working = 0;
	const task = async () => {
		expect(++working).toBe(1);
		await pause(5);
		working--;
	};
	await Promise.all([sole, sole.forAnother()].flatMap((lease) => [lease.run(task), lease.run(task)]));
});
