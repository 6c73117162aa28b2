import { UserError } from '$lib/base';
import leveldown, { type LevelDown } from 'leveldown';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import PouchDB from 'pouchdb';
import {
	databaseNames,
	derived,
	isDerived,
	type DatabaseEvents,
	type DatabaseName,
	type Databases
} from './databases';
import { guardedLevel } from './guarded-level';
import { storeFailure } from './store-failure';

// Each database listens once; a view is one too.
PouchDB.setMaxListeners(100);

/**
 * Opens (or makes) all databases under a folder. Throws `UserError('hub_data_in_use')` when another process holds them, or
 * `hub_data_damaged` with their name, `hub_disk_full`, `hub_disk_read_only`, `hub_disk_broken`.
 */
export async function openLevelDatabases(dir: string, events: DatabaseEvents): Promise<Databases> {
	mkdirSync(dir, { recursive: true, mode: 0o700 });
	const opened: [DatabaseName, PouchDB.Database][] = [];
	try {
		for (const name of databaseNames) {
			if (derived.has(name)) renewWhereMarked(dir, name, events);
			opened.push([name, await openOne(dir, name, events)]);
		}
	} catch (error) {
		for (const [, db] of opened) await db.close();
		throw error;
	}
	return Object.fromEntries(opened) as unknown as Databases;
}

async function openOne(dir: string, name: DatabaseName, events: DatabaseEvents): Promise<PouchDB.Database> {
	try {
		return await open(dir, name, events);
	} catch (error) {
		const failure = storeFailure(error);
		// One that opened and then could not be read was marked: it is begun anew at the next start.
		if (failure?.code === 'hub_data_damaged' && derived.has(name) && !existsSync(mark(join(dir, name)))) {
			events.onRenewed(name, moveAside(dir, name));
			return open(dir, name, events);
		}
		if (!failure) throw error;
		const details: UserError['details'] = { name };
		// It was marked: starting again mends it.
		if (failure.code === 'hub_data_damaged' && derived.has(name)) details.derived = 1;
		throw new UserError(failure.code, details, { cause: error });
	}
}

/** What is found damaged while it opens is a failure to open. */
function open(dir: string, name: DatabaseName, events: DatabaseEvents): Promise<PouchDB.Database> {
	return new Promise((resolve, reject) => {
		let opening = true;
		const onDamage: DatabaseEvents['onDamage'] = (...what) =>
			opening ? reject(what[1]) : events.onDamage(...what);
		const db = new PouchDB(join(dir, name), {
			auto_compaction: name === 'lessons',
			// No machine takes these over from the hub: what they were before says nothing, and would be read with every write.
			...(derived.has(name) && { revs_limit: 1 }),
			...{ db: levelFor({ ...events, onDamage }) }
		});
		db.info()
			.then(() => {
				opening = false;
				resolve(db);
			})
			.catch(reject);
	});
}

/** Which databases there are under a folder. */
export const presentInLevel = (dir: string): ReadonlySet<DatabaseName> =>
	new Set(databaseNames.filter((name) => existsSync(join(dir, name, 'CURRENT'))));

/** PouchDB opens the views of a database, as databases of their own, with the same function. */
function levelFor(events: DatabaseEvents) {
	const openLevel = (location: string) => {
		const name = basename(location);
		if (name.includes('-mrview-') && existsSync(mark(location))) forget(location);
		const level = guardedLevel(location, {
			sync: !isDerived(name),
			onDamage: (failure) => {
				if (isDerived(name)) writeFileSync(mark(location), '');
				events.onDamage(name, failure);
			}
		});
		if (name.includes('-mrview-')) renewWhereDamaged(level);
		return level;
	};
	return Object.assign(openLevel, { destroy: leveldown.destroy.bind(leveldown) });
}

/** A view that does not open is made again from its database, for which it was asked just now. */
function renewWhereDamaged(level: LevelDown): void {
	const open = level._open.bind(level);
	level._open = (options, done) =>
		open(options, (error) => {
			if (storeFailure(error)?.code !== 'hub_data_damaged') return done(error);
			forget(level.location);
			open(options, done);
		});
}

/** A file that says that a derived database was found damaged while it was open. */
const mark = (location: string) => `${location}.damaged`;

function forget(location: string): void {
	rmSync(location, { recursive: true, force: true });
	rmSync(mark(location), { force: true });
}

function renewWhereMarked(dir: string, name: DatabaseName, events: DatabaseEvents): void {
	if (existsSync(mark(join(dir, name)))) events.onRenewed(name, moveAside(dir, name));
	else if (!existsSync(join(dir, name, 'CURRENT'))) {
		// LevelDB would begin anew here, and the views would go on from where the old one was.
		const before = existsSync(join(dir, name));
		forgetViews(dir, name);
		if (before) events.onRenewed(name, moveAside(dir, name));
	}
}

function moveAside(dir: string, name: DatabaseName): string {
	const to = `${join(dir, name)}.damaged-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}`;
	renameSync(join(dir, name), to);
	rmSync(mark(join(dir, name)), { force: true });
	forgetViews(dir, name);
	return to;
}

function forgetViews(dir: string, name: DatabaseName): void {
	for (const view of readdirSync(dir)) if (view.startsWith(`${name}-mrview-`)) forget(join(dir, view));
}
