import { newKeyPair, publicJwk } from '$lib/base';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubKeys } from './keys';
import { Stations } from './stations';

// On LevelDB only: it looks at the bytes of the files themselves.
test('a call of a station that has nothing new adds no byte to the disk', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-stations-'));
	const db = await openDatabases(join(dir, 'db'));
	const bytes = () =>
		readdirSync(join(dir, 'db/accounts')).reduce(
			(sum, file) => sum + statSync(join(dir, 'db/accounts', file)).size,
			0
		);
	const stations = new Stations(db, await hubKeys(join(dir, 'keys')), Date.now);
	const org = ['示范省', '示范市', '青山县', '清水镇', '清水村'];
	const code = await stations.newCode(await stations.create('清水村', org, [], '2468'));
	const key = await publicJwk((await newKeyPair(false)).publicKey);
	const { credential } = await stations.enrol(code, key, '1.1.1.1');
	const before = bytes();
	for (let call = 0; call < 1000; call++) expect(await stations.authenticate(credential)).not.toBeNull();
	expect(bytes()).toBe(before);
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});
