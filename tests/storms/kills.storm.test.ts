import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectHeld } from './check';
import { bundle, Child, long } from './child';

const kills = long ? 500 : 8;
const folder = mkdtempSync(join(tmpdir(), 'yuanke-kills-'));
let writer: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	writer = await bundle('writer');
});
afterAll(() => {
	writer.done();
	rmSync(folder, { recursive: true });
});

test(
	'databases killed in the middle of their writing hold all they acknowledged',
	async () => {
		const acknowledged = new Map<string, number>();
		let all = 0;
		for (let kill = 0; kill < kills; kill++) {
			// Every so often a new folder: its first moments are killed, too, and reading it stays quick.
			const db = join(folder, `db${Math.floor(kill / 20)}`);
			if (kill % 20 === 0) acknowledged.clear();
			const child = new Child(writer.script, [db, `k${kill}`]);
			const enough = (kill * 7) % 40;
			await child.until(() => child.acks >= enough);
			await child.kill();
			expect(child.faults).toEqual([]);
			for (const [id, n] of child.acknowledged) acknowledged.set(id, n);
			all += child.acks;
			if (!long || kill % 5 === 4) await expectHeld(db, acknowledged);
		}
		console.log(`storm: databases killed ${kills} times; ${all} writes acknowledged: 0 lost`);
	},
	kills * 10_000
);
