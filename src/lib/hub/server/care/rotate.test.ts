import { closeDatabases, openDatabases } from '$lib/store/node';
import { testCouch, testFolders, testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHub } from '../hub';
import { keyRoles } from './key-roles';
import { rotate } from './rotate';

const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
let data: string;
const start = async () => {
	const hub = await openHub(testFolders(data), 'http://x', parts, Date.now);
	await hub.close();
};
beforeEach(async () => {
	data = mkdtempSync(join(tmpdir(), 'yuanke-rotate-'));
	await start();
});
afterEach(() => rmSync(data, { recursive: true }));

test.each([
	['online', { online: true }],
	['release', { release: 'stolen' }]
] as const)(
	'a lost %s key without a backup is replaced, and the hub starts again',
	async (lost, rotation) => {
		const before = await keyRoles(join(data, 'keys'));
		const role = before.find((one) => one.role === lost);
		rmSync(join(data, 'keys', role?.file ?? '?'));
		await expect(start()).rejects.toMatchObject({ code: 'hub_data_missing' });
		await rotate(data, rotation, Date.now, testCouch(`${data}/db`));
		await start();
		const after = await keyRoles(join(data, 'keys'));
		expect(after.filter(({ keyId }, i) => keyId !== before[i]?.keyId).map((one) => one.role)).toEqual([lost]);
		const db = await openDatabases(testPlace(join(data, 'db')));
		const head = await db.catalogue.get('catalogue:head');
		expect(head.keyId).toBe(after.find((one) => one.role === 'online')?.keyId);
		await closeDatabases(db);
	}
);
