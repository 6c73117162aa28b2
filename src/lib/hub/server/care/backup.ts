import { UserError } from '$lib/base';
import { existsSync, readdirSync } from 'node:fs';
import { rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { copyFolder, onDisk, type OnCopied } from './copy-folder';
import { holdData } from './hold';

/** What a backup leaves out: the keys, which have a backup of their own, locks, and what was half sent. */
const leaves = (path: string) =>
	path === 'keys' || path.endsWith(`${sep}LOCK`) || path === join('blobs', 'incoming');

/**
 * Copies a stopped hub's data folder without its keys into a new folder, which is there whole or not at all. Throws
 * `UserError('hub_data_in_use')`, `hub_data_missing`, or `backup_exists` when the new folder is there and not empty.
 */
export async function backup(data: string, to: string, onCopied?: OnCopied): Promise<void> {
	if (!existsSync(join(data, 'db'))) throw new UserError('hub_data_missing', { what: join(data, 'db') });
	if (existsSync(to) && readdirSync(to).length) throw new UserError('backup_exists', { folder: to });
	const letGo = await holdData(data);
	try {
		const partial = `${resolve(to)}.partial`;
		await rm(partial, { recursive: true, force: true });
		await copyFolder(data, partial, leaves, onCopied);
		if (existsSync(to)) await rmdir(to);
		await rename(partial, to);
		await onDisk(dirname(resolve(to)));
	} finally {
		await letGo();
	}
}
