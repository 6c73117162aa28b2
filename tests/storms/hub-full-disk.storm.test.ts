import { start } from '$lib/hub/server/ledger.fixture';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectTrue } from './check-hub';
import { bundle, Child, long } from './child';
import { limitedDisk, memoryDisk, whyNoMounts, type Disk } from './disks';
import { pause, Villages } from './villages';

const cycles = long ? 50 : 1;
let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	program = await bundle('hub');
});
afterAll(() => program.done());

async function until(hub: Child, what: () => boolean): Promise<void> {
	while (!what()) {
		if (hub.ended) throw new Error(`ended: ${hub.faults.join('\n')}`);
		await pause(5);
	}
}

/** Full, room again, sent on, killed, opened: pages and drafts that were answered are there, and figures are right. */
async function survive(disk: Disk, name: string): Promise<void> {
	try {
		let villages: Villages | undefined;
		let [pages, full] = [0, 0];
		for (let cycle = 0; cycle < cycles; cycle++) {
			if (cycle % 25 === 0) villages = await Villages.found(join(disk.folder, `hub${cycle}`));
			const { folder, told } = villages!;
			const hub = new Child(program.script, [folder, String(start + cycle * 60_000)]);
			const living = villages!.live(hub);
			for (let time = 0; time < 2; time++) {
				const before = { ...told };
				await until(hub, () => told.answers > before.answers + 10);
				disk.fill(hub.pid, (cycle * 977 + time * 4099) % 12_000);
				await until(hub, () => told.full > before.full + 3);
				disk.makeRoom(hub.pid);
				const { answers } = told;
				await until(hub, () => told.answers > answers + 15);
			}
			await hub.kill();
			await living;
			expect(hub.faults).toEqual([]);
			await expectTrue(villages!);
			if (cycle % 25 < 24 && cycle < cycles - 1) continue;
			pages += told.pages.size;
			full += told.full;
		}
		console.log(
			`storm: ${name} of the hub full ${2 * cycles} times, ${full} refusals; ${pages} pages answered: 0 lost, 0 wrong`
		);
	} finally {
		disk.remove();
	}
}

const patience = cycles * 60_000;
test(
	'a hub that may write no further, then may, keeps what it answered and counts right',
	() => survive(limitedDisk(), 'limit'),
	patience
);
const why = whyNoMounts();
test.skipIf(why)(
	`a hub on a full disk in memory keeps what it answered and counts right ${why ?? ''}`,
	() => survive(memoryDisk(120), 'disk'),
	patience
);
