import { open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '$lib/base';
import { storeFailure } from './store-failure';

const probeBytes = 64 * 1024;

/**
 * Makes sure that a LevelDB folder can be closed and opened again: opening writes what is in its logs into a table and begins a
 * new manifest. Throws `UserError('hub_disk_full' | 'hub_disk_read_only' | 'hub_disk_broken')`.
 */
export async function mustHaveRoom(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
	const logs = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
	const needed = logs.reduce((sum, size) => sum + size, 4 * probeBytes);
	if ((await freeBytes(folder)) < needed) throw new UserError('hub_disk_full');
	const path = join(folder, 'probe');
	try {
		const file = await open(path, 'w', 0o600);
		try {
			await file.writeFile(new Uint8Array(probeBytes));
			await file.sync();
		} finally {
			await file.close();
		}
	} catch (error) {
		throw storeFailure(error) ?? error;
	} finally {
		await rm(path, { force: true }).catch(() => undefined);
	}
}

/** Bytes that a disk has left for us. */
export async function freeBytes(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}
