import { closeDatabases, openDatabases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Accounts } from './accounts';
import { demoPassword, refuseDemo } from './demo';

const folders: { dir: string; close: () => Promise<void> }[] = [];
afterEach(async () => {
	for (const { dir, close } of folders.splice(0)) {
		await close();
		rmSync(dir, { recursive: true });
	}
});

async function people(...accounts: [name: string, password: string][]): Promise<Accounts> {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-demo-'));
	const db = await openDatabases(testPlace(dir));
	folders.push({ dir, close: () => closeDatabases(db) });
	const all = new Accounts(db.accounts, Date.now);
	for (const [name, password] of accounts) await all.create(name, password, ['author'], []);
	return all;
}

test('a folder where the demo’s passwords open a door is refused in a sentence, whoever else is in it', async () => {
	const accounts = await people(
		['管理员', 'a password of their own'],
		['刘科长', demoPassword],
		['王', 'something else']
	);
	await expect(refuseDemo(accounts)).rejects.toThrow(/demo.*--data/is);
});

test('people who only have the same names are welcome, and so is an empty folder', async () => {
	await refuseDemo(await people(['管理员', 'a password of their own'], ['周农艺', 'another password']));
	await refuseDemo(await people());
});
