import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { bePresent } from './presence';

const root = mkdtempSync(join(tmpdir(), 'yuanke-present-'));
const { accounts, ...others } = await openDatabases(testPlace(join(root, 'db')));
afterAll(async () => {
	await closeDatabases({ accounts, ...others });
	rmSync(root, { recursive: true });
});

const quick = { life: 2000, beat: 60, patience: 600 };
const start = (data: string) => bePresent(accounts, 'hub', data, quick);
const folder = (name: string) => {
	const data = join(root, name);
	mkdirSync(data);
	return data;
};

test('several processes work in one folder, and leave nothing behind', async () => {
	const data = folder('shared');
	const all = [];
	for (let n = 0; n < 4; n++) {
		all.push(await start(data));
		await pause(100);
	}
	expect(readdirSync(join(data, 'processes'))).toHaveLength(4);
	for (const leave of all) await leave();
	expect(readdirSync(join(data, 'processes'))).toEqual([]);
});

test('one that has another folder, or a copy of it, does not start beside those that are at work', async () => {
	const data = folder('first');
	const leave = await start(data);
	const refused = { code: 'hub_folder_not_shared' };
	await expect(start(folder('other'))).rejects.toMatchObject(refused);
	cpSync(data, join(root, 'copy'), { recursive: true });
	await pause(4 * quick.beat);
	await expect(start(join(root, 'copy'))).rejects.toMatchObject(refused);
	await (
		await start(data)
	)();
	await leave();
	// When those are gone, it may.
	await (
		await start(join(root, 'copy'))
	)();
});

test('one that was killed keeps nobody from starting in another folder when its time is over', async () => {
	const data = folder('killed');
	await accounts.put({
		...{ _id: 'process:killed', kind: 'process', role: 'hub', until: Date.now() + 1500, sign: 'x' }
	} as never);
	await expect(start(data)).rejects.toMatchObject({ code: 'hub_folder_not_shared' });
	await pause(1000);
	await (
		await start(data)
	)();
	expect((await accounts.allDocs({ startkey: 'process:', endkey: 'process:\uffff' })).rows).toEqual([]);
});
