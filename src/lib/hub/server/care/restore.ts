import { keyIdOf, UserError, type Clock } from '$lib/base';
import { ReleaseNumber } from '$lib/release';
import { Authority, authorityId } from '$lib/store';
import { closeDatabases, databaseNames, openDatabases, storeFailure, type Databases } from '$lib/store/node';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import * as v from 'valibot';
import { Catalogue } from '../catalogue';
import { claimDataFolder, noteDataFolder } from '../data-folder';
import { notFoundIsNull, prefix } from '../documents';
import { beginGeneration, keepGeneration, readGeneration } from '../generation';
import { hubKeys, readTrust } from '../keys';
import { copyFolder, onDisk, type OnCopied } from './copy-folder';
import { holdData } from './hold';
import { snapshotOf } from './snapshot';
import { finishRestore, restoredBeside } from './unfinished-restore';

/** What a restore did. */
export interface Restored {
	/** Where the folder from before lies now; null when there was none. */
	before: string | null;
	/** Whose keys the hub has now. */
	keys: 'present' | 'backup';
	/** Whether the release numbers used since the backup are known from the folder from before. */
	usedKnown: boolean;
}

/** What is known of the time since the backup. */
interface Since {
	used: Record<string, number>;
	counter: number;
}

/**
 * Puts a backup in the place of a stopped hub's data folder, as another life of its databases; the folder from before is kept
 * beside. Keys that are there stay, unless they are another hub's. Killed at any moment the old folder or the new one is whole,
 * and another run, or a start of the hub, goes on. Throws `UserError('hub_data_in_use')`, `backup_not_found`, `backup_no_keys`,
 * `backup_other_hub`, or what keeps the backup from being opened.
 */
export async function restore(
	data: string,
	from: string,
	now: Clock,
	onCopied?: OnCopied
): Promise<Restored> {
	const folder = resolve(data);
	const backup = resolve(from);
	finishRestore(folder);
	if (!databaseNames.some((name) => existsSync(join(backup, 'db', name, 'CURRENT'))))
		throw new UserError('backup_not_found', { folder: from });
	if (backup === folder || folder.startsWith(backup + sep) || backup.startsWith(folder + sep))
		throw new UserError('backup_not_found', { folder: from });
	const letGo = await holdData(folder);
	try {
		const copy = `${folder}.restoring`;
		for (const left of [copy, restoredBeside(folder)]) await rm(left, { recursive: true, force: true });
		const backupHeld = await holdData(backup);
		await copyFolder(
			backup,
			copy,
			(path) => path === 'keys' || path.endsWith(`${sep}LOCK`),
			onCopied
		).finally(backupHeld);
		const keys = await giveKeys(copy, folder, backup);
		const since = await knownSince(folder);
		await beginAnotherLife(copy, since, now);
		await rename(copy, restoredBeside(folder));
		const before = existsSync(folder) ? nameBefore(folder, now()) : null;
		if (before) await rename(folder, before);
		await rename(restoredBeside(folder), folder);
		await onDisk(dirname(folder));
		return { before, keys, usedKnown: since !== null };
	} finally {
		await letGo();
	}
}

function nameBefore(folder: string, now: number): string {
	const name = `${folder}.before-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}`;
	for (let n = 1; ; n++) {
		const free = n === 1 ? name : `${name}-${n}`;
		if (!existsSync(free)) return free;
	}
}

/** Puts the keys to the restored data, if they are that hub's: the present ones, unless the backup holds newer ones. */
async function giveKeys(copy: string, folder: string, backup: string): Promise<Restored['keys']> {
	const signedBy = await authoritySigner(copy);
	const candidates = [
		['present', join(folder, 'keys')],
		['backup', join(backup, 'keys')]
	] as const;
	let any = false;
	let newest: { whose: Restored['keys']; dir: string; counter: number } | null = null;
	for (const [whose, dir] of candidates) {
		const trust = await readTrust(dir);
		if (!trust) continue;
		any = true;
		// Every root signed the next, so their ids are named there.
		const roots = [await keyIdOf(trust.root), ...trust.roots.map(({ keyId }) => keyId)];
		if (signedBy !== null && !roots.includes(signedBy)) continue;
		const { counter } = v.parse(Authority, JSON.parse(trust.authority.signed));
		if (!newest || counter > newest.counter) newest = { whose, dir, counter };
	}
	if (!newest) throw new UserError(any ? 'backup_other_hub' : 'backup_no_keys', { folder: backup });
	await copyFolder(newest.dir, join(copy, 'keys'), () => false);
	return newest.whose;
}

/** Which root signed the authority that a folder's catalogue holds; null when it holds none. */
async function authoritySigner(dir: string): Promise<string | null> {
	const db = await openDatabases(join(dir, 'db'));
	const doc = await notFoundIsNull(db.catalogue.get(authorityId)).finally(() => closeDatabases(db));
	return doc?.keyId ?? null;
}

/** Which release numbers and which counter the folder from before had used; null when it cannot be read any more. */
async function knownSince(folder: string): Promise<Since | null> {
	if (!existsSync(join(folder, 'db/catalogue/CURRENT'))) return null;
	const snapshot = snapshotOf(folder);
	let db: Databases | null = null;
	try {
		db = await openDatabases(join(snapshot.dir, 'db'));
		const { used } = await readGeneration(db.catalogue, Date.now);
		const { rows } = await db.catalogue.allDocs(prefix('release:'));
		for (const { doc } of rows) {
			const read = v.safeParse(ReleaseNumber, JSON.parse(doc?.signed ?? '{}'));
			if (!read.success) continue;
			const { lessonId, number } = read.output;
			used[lessonId] = Math.max(used[lessonId] ?? 0, number);
		}
		const head = await notFoundIsNull(db.catalogue.get('catalogue:head'));
		const { counter = 0 } = JSON.parse(head?.signed ?? '{}') as { counter?: number };
		return { used, counter };
	} catch (error) {
		// That it is damaged may be why a backup is put back.
		if (storeFailure(error) || error instanceof SyntaxError) return null;
		throw error;
	} finally {
		if (db) await closeDatabases(db);
		snapshot.remove();
	}
}

async function beginAnotherLife(copy: string, since: Since | null, now: Clock): Promise<void> {
	const marker = join(copy, 'hub.json');
	// The keys may be newer than the backup, with files of other names: those are held to what they say themselves.
	if (existsSync(marker)) {
		const told = JSON.parse(await readFile(marker, 'utf8')) as { keys?: string[] };
		await writeFile(marker, JSON.stringify({ ...told, keys: ['trust.json'] }));
	}
	await claimDataFolder(copy, false);
	const keys = await hubKeys(join(copy, 'keys'), now);
	const db = await openDatabases(join(copy, 'db'));
	try {
		const begun = await beginGeneration(db.catalogue, 'restore', now);
		for (const [lesson, number] of Object.entries(since?.used ?? {}))
			begun.used[lesson] = Math.max(begun.used[lesson] ?? 0, number);
		await keepGeneration(db.catalogue, begun);
		const catalogue = new Catalogue(db.catalogue, keys, begun, now);
		// What the keys have to say is put in place at the next start.
		await catalogue.renew(since?.counter ?? 0);
	} finally {
		await closeDatabases(db);
	}
	await noteDataFolder(copy, keys.files);
}
