import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, Child, long } from './child';
import { expectHeld } from './check';
import { imageDisk, limitedDisk, memoryDisk, whyNoMounts, type Disk } from './disks';

const cycles = long ? 50 : 3;
let writer: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
	writer = await bundle('writer');
});
afterAll(() => writer.done());

/** Full, room again, written on, killed, opened: nothing acknowledged is gone, in any of the rounds. */
async function survive(disk: Disk, name: string): Promise<void> {
	const folder = join(disk.folder, 'db');
	const acknowledged = new Map<string, number>();
	let [acks, failures] = [0, 0];
	try {
		for (let cycle = 0; cycle < cycles; cycle++) {
			const child = new Child(writer.script, [folder, `c${cycle}`]);
			await child.until(() => child.acks > 10);
			// Twice in one life, and every time with another part of a record on the disk.
			for (let time = 0; time < 2; time++) {
				disk.fill(child.pid, (cycle * 977 + time * 4099) % 12_000);
				const failed = child.failures.length;
				await child.until(() => child.failures.length > failed);
				disk.makeRoom(child.pid);
				const acks = child.acks;
				await child.until(() => child.acks > acks + 10);
			}
			await child.kill();
			expect(child.faults).toEqual([]);
			expect(new Set(child.failures)).toEqual(new Set(['hub_disk_full']));
			for (const [id, n] of child.acknowledged) acknowledged.set(id, n);
			await expectHeld(folder, acknowledged);
			acks += child.acks;
			failures += child.failures.length;
		}
		console.log(
			`storm: ${name} full ${2 * cycles} times, ${failures} writes refused; ${acks} acknowledged: 0 lost`
		);
	} finally {
		disk.remove();
	}
}

const patience = cycles * 60_000;
test(
	'a process that may write no further, then may, loses nothing',
	() => survive(limitedDisk(), 'limit'),
	patience
);

const why = whyNoMounts();
test.skipIf(why)(
	`a full disk in memory loses nothing ${why ?? ''}`,
	() => survive(memoryDisk(120), 'disk in memory'),
	patience
);
test.skipIf(why)(`a full ext4 loses nothing ${why ?? ''}`, () => survive(imageDisk(120), 'ext4'), patience);
