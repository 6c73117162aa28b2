import { closeDatabases, openDatabases, type Database } from '$lib/store/node';
import { randomBytes } from 'node:crypto';
import {
	cpSync,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	truncateSync,
	watch
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { expectHeld } from './check';
import { long } from './child';

const root = mkdtempSync(join(tmpdir(), 'yuanke-power-'));
afterAll(() => rmSync(root, { recursive: true }));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const sizes = (dir: string) =>
	new Map(
		readdirSync(dir).map((name) => [name, statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? -1])
	);

/** Copies a database that nobody writes, when LevelDB has come to rest as well. */
async function copyAtRest(from: string, to: string): Promise<Map<string, number>> {
	for (;;) {
		const before = sizes(from);
		await pause(20);
		rmSync(to, { recursive: true, force: true });
		try {
			cpSync(from, to, { recursive: true });
		} catch (error) {
			// It is at work still, and took away a file that was about to be copied.
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
			throw error;
		}
		const after = sizes(from);
		if (JSON.stringify([...before]) === JSON.stringify([...after])) return after;
	}
}

/**
 * What a disk may hold when the power fails between two acknowledgements: every file as it was at the first, with any part of
 * what was written to logs and manifests since, as bytes or as zeros. No table is gone: LevelDB takes one away only when a manifest
 * that does without it is on the disk, so those that came and went in between (`tables`) are there as well.
 */
function cut(
	[before, after, tables]: [string, string, string],
	to: string,
	share: number,
	zeros: boolean
): void {
	cpSync(before, to, { recursive: true });
	cpSync(after, to, { recursive: true });
	for (const name of readdirSync(tables))
		if (!existsSync(join(to, name))) linkSync(join(tables, name), join(to, name));
	const [then, now] = [sizes(before), sizes(after)];
	for (const [name, size] of now) {
		if (!name.endsWith('.log') && !name.startsWith('MANIFEST')) continue;
		const synced = then.get(name) ?? 0;
		truncateSync(join(to, name), synced + Math.floor((size - synced) * share));
		if (zeros && name.endsWith('.log')) truncateSync(join(to, name), size);
	}
}

test(
	'whatever a power cut leaves of the last write, everything acknowledged before it is there',
	async () => {
		const rounds = long ? 400 : 36;
		const databases = await openDatabases(join(root, 'db'));
		const db = databases.lessons as Database<object> as Database<{ n: number; text: string }>;
		const from = join(root, 'db/lessons');
		const [before, after, hurt] = [join(root, 'before'), join(root, 'after'), join(root, 'hurt')];
		const kept = join(root, 'tables');
		mkdirSync(kept);
		const watcher = watch(from, (_, name) => {
			if (!name?.endsWith('.ldb') || existsSync(join(kept, name))) return;
			// Gone again already: then no manifest names it that is not cut away as well.
			if (existsSync(join(from, name))) linkSync(join(from, name), join(kept, name));
		});
		const acknowledged = new Map<string, number>();
		let [tables, cuts] = [0, 0];
		await copyAtRest(from, before);
		for (let n = 1; n <= rounds; n++) {
			// Large enough that tables are written and manifests grow in between.
			const size = n % 3 ? 200 + n * 13 : 600_000 + n;
			await db.put({ _id: `doc:${n}`, n, text: randomBytes(size).toString('base64') });
			const now = await copyAtRest(from, after);
			tables = Math.max(tables, [...now.keys()].filter((name) => name.endsWith('.ldb')).length);
			if (n % 6 < 2 || n > rounds - 3)
				for (const share of [0, ((n * 37) % 100) / 100, 1]) {
					rmSync(hurt, { recursive: true, force: true });
					cut([before, after, kept], join(hurt, 'lessons'), share, n % 2 === 0);
					await expectHeld(hurt, acknowledged);
					cuts++;
				}
			acknowledged.set(`doc:${n}`, n);
			rmSync(before, { recursive: true, force: true });
			cpSync(after, before, { recursive: true });
		}
		expect(tables).toBeGreaterThan(0);
		console.log(`storm: ${cuts} power cuts in ${rounds} writes: 0 acknowledged writes lost`);
		watcher.close();
		await closeDatabases(databases);
	},
	long ? 1_200_000 : 120_000
);
