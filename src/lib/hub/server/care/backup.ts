import { UserError } from '$lib/base';
import type { CouchPlace } from '$lib/store/node';
import { existsSync, readdirSync } from 'node:fs';
import { rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { mustBeOf } from '../data-folder';
import { copyFolder, onDisk, type OnCopied } from './copy-folder';
import { holdData } from './hold';

/** What a backup leaves out: the keys, which have a backup of their own, locks, and what was half sent. */
const leaves = (path: string) =>
	path === 'keys' || path.endsWith(`${sep}LOCK`) || path === join('blobs', 'incoming');

/**
 * Copies a stopped hub's data folder without its keys into a new folder, which is there whole or not at all. What is in a
 * CouchDB is not in it. Throws `UserError('hub_data_in_use')`, `hub_data_missing`, or `backup_exists` when the new folder is there and not empty.
 */
export async function backup(
	data: string,
	to: string,
	onCopied?: OnCopied,
	couch: CouchPlace | null = null
): Promise<void> {
	mustBeOf(data, couch);
	const needed = join(data, couch ? 'hub.json' : 'db');
	if (!existsSync(needed)) throw new UserError('hub_data_missing', { what: needed });
	if (existsSync(to) && readdirSync(to).length) throw new UserError('backup_exists', { folder: to });
	const letGo = await holdData(data, couch);
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
