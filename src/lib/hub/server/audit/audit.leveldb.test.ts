import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openElsewhere } from '../care/open-elsewhere.fixture';
import { openHub } from '../hub';
import { audit } from '.';

const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };

// On LevelDB only: its lock is what tells that a hub runs. For a CouchDB see several-hubs.
test('while the hub runs nothing is looked at', async () => {
	const data = mkdtempSync(join(tmpdir(), 'yuanke-audit-'));
	await (await openHub({ data, templates: 'lesson-templates' }, 'http://x', parts, Date.now)).close();
	const hub = openElsewhere(data);
	expect(await hub.said).toBe('open');
	const onFinding = () => expect.unreachable();
	await expect(audit(data, { bytes: false, onFinding })).rejects.toMatchObject({ code: 'hub_data_in_use' });
	await hub.end();
	rmSync(data, { recursive: true });
});
