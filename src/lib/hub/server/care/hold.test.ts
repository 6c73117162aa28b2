import { closeDatabases, openDatabases } from '$lib/store/node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdData } from './hold';
import { openElsewhere } from './open-elsewhere.fixture';

const data = mkdtempSync(join(tmpdir(), 'yuanke-held-'));
beforeAll(async () => closeDatabases(await openDatabases(join(data, 'db'))));
afterAll(() => rmSync(data, { recursive: true }));

test('a folder that a hub has open cannot be held', async () => {
	const hub = openElsewhere(data);
	expect(await hub.said).toBe('open');
	await expect(holdData(data)).rejects.toMatchObject({ code: 'hub_data_in_use' });
	await hub.end();
	await (
		await holdData(data)
	)();
});

test('while a folder is held no hub opens it, and afterwards it opens again', async () => {
	const letGo = await holdData(data);
	expect(await openElsewhere(data).said).toMatch(/lock/);
	await letGo();
	const hub = openElsewhere(data);
	expect(await hub.said).toBe('open');
	await hub.end();
});
