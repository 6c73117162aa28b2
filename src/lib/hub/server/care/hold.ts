import {
	closeDatabases,
	databaseNames,
	existingCouchDatabases,
	openDatabases,
	presentDatabases,
	type CouchPlace
} from '$lib/store/node';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bePresent } from '../presence';

/**
 * Keeps a hub from opening a data folder, without opening the databases in it: empty ones are opened elsewhere, over the same
 * locks; in a CouchDB it is noted. Gives what lets go. Throws `UserError('hub_data_in_use')` while a hub has them open.
 */
export async function holdData(data: string, couch: CouchPlace | null = null): Promise<() => Promise<void>> {
	if (couch) return holdCouch(couch);
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-hold-'));
	const remove = () => rmSync(dir, { recursive: true, force: true });
	try {
		for (const name of databaseNames) {
			const own = resolve(data, 'db', name);
			// A derived one without its files would be taken for a damaged one; the others hold the hub off.
			if (!existsSync(join(own, 'CURRENT')) || name === 'figures' || name === 'receipts') continue;
			mkdirSync(join(dir, name));
			symlinkSync(join(own, 'LOCK'), join(dir, name, 'LOCK'));
		}
		const held = await openDatabases(dir);
		return async () => {
			await closeDatabases(held);
			remove();
		};
	} catch (error) {
		remove();
		throw error;
	}
}

async function holdCouch(couch: CouchPlace): Promise<() => Promise<void>> {
	if (!(await presentDatabases(couch)).has('accounts')) return () => Promise.resolve();
	const databases = await existingCouchDatabases(couch);
	return bePresent(databases.accounts, 'care');
}
