import { start } from '$lib/hub/server/ledger.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectTrue } from './check-hub';
import { bundle, Child, long } from './child';
import { pause, Villages } from './villages';

const kills = long ? 500 : 6;
const folder = mkdtempSync(join(tmpdir(), 'yuanke-hub-kills-'));
let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	program = await bundle('hub');
});
afterAll(() => {
	program.done();
	rmSync(folder, { recursive: true });
});

/** Lets a hub live and be sent pages, and kills it at a moment that differs from kill to kill. */
async function live(villages: Villages, kill: number): Promise<void> {
	const way = kill % 4;
	const enough = (kill * 7) % 23;
	// One way it kills itself, when it has stored some pages and not begun to count them.
	const dieAt = way === 0 ? enough + 1 : 0;
	const clock = start + kill * 60_000;
	const hub = new Child(program.script, [villages.folder, String(clock), String(dieAt)]);
	const living = villages.live(hub);
	if (way === 3) await pause(300 + ((kill * 197) % 1500));
	else {
		const { answers } = villages.told;
		while (!hub.ended && (way === 0 || villages.told.answers <= answers + enough)) await pause(1);
		if (way === 2) await pause((kill * 13) % 60);
	}
	await hub.kill();
	await living;
	expect(hub.faults).toEqual([]);
}

test(
	'a hub killed at any moment holds all it told, takes no receipt back, and its figures are those of its pages',
	async () => {
		let villages: Villages | undefined;
		let [pages, receipts] = [0, 0];
		const every = long ? 10 : 3;
		for (let kill = 0; kill < kills; kill++) {
			if (kill % 50 === 0) villages = await Villages.found(join(folder, `hub${kill / 50}`));
			await live(villages!, kill);
			if (kill % every < every - 1) continue;
			await expectTrue(villages!);
			if (kill % 50 < 50 - every && kill < kills - 1) continue;
			pages += villages!.told.pages.size;
			receipts += villages!.senders.reduce((sum, { receipt }) => sum + receipt, 0);
			expect(villages!.told.full).toBe(0);
			rmSync(villages!.folder, { recursive: true });
			console.log(
				`storm: hub killed ${kill + 1} of ${kills} times; ${pages} pages answered, ${receipts} receipted: 0 lost, 0 wrong`
			);
		}
		expect(pages).toBeGreaterThan(kills);
	},
	kills * 15_000
);
