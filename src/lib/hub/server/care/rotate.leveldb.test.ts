import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHub } from '../hub';
import { keyRoles } from './key-roles';
import { openElsewhere } from './open-elsewhere.fixture';
import { rotate } from './rotate';

const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };

// On LevelDB only: its lock is what tells that a hub runs.
test('while the hub runs no key is changed', async () => {
	const data = mkdtempSync(join(tmpdir(), 'yuanke-rotate-'));
	await (await openHub({ data, templates: 'lesson-templates' }, 'http://x', parts, Date.now)).close();
	const before = await keyRoles(join(data, 'keys'));
	const hub = openElsewhere(data);
	expect(await hub.said).toBe('open');
	await expect(rotate(data, { online: true }, Date.now)).rejects.toMatchObject({ code: 'hub_data_in_use' });
	await hub.end();
	expect(await keyRoles(join(data, 'keys'))).toEqual(before);
	rmSync(data, { recursive: true });
});
