import { UserError, type Envelope } from '$lib/base';
import leveldown, { type LevelDown } from 'leveldown';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import PouchDB from 'pouchdb';
import type { Account, Device, Enrolment, Session } from '../docs/accounts';
import type { BankDocument } from '../docs/bank';
import type { Comment } from '../docs/comments';
import type { Draft } from '../docs/drafts';
import type { SavedTemplate } from '../docs/saved-templates';
import type { Version } from '../docs/versions';
import type { Figure } from '../docs/figures';
import type { LookupRow } from '../docs/lookup';
import { guardedLevel } from './guarded-level';
import { storeFailure } from './store-failure';

// Each database listens once; a view is one too.
PouchDB.setMaxListeners(100);

/** A PouchDB database holding documents of one shape. */
export type Database<T extends object> = PouchDB.Database<T>;

/** The hub's databases (design: one writer per document). */
export interface Databases {
	lessons: Database<Draft | Version | Comment | SavedTemplate | BankDocument>;
	catalogue: Database<Envelope>;
	sites: Database<Envelope>;
	records: Database<Envelope>;
	progress: Database<Envelope>;
	figures: Database<Figure>;
	receipts: Database<Envelope>;
	lookup: Database<LookupRow>;
	accounts: Database<Account | Session | Enrolment | Device>;
}

export type DatabaseName = keyof Databases;
export const databaseNames: DatabaseName[] = [
	'lessons',
	'catalogue',
	'sites',
	'records',
	'progress',
	'figures',
	'receipts',
	'lookup',
	'accounts'
];

/** What follows from the others and can be made again: begun anew when it is damaged or missing. */
export const derived: ReadonlySet<DatabaseName> = new Set(['figures', 'receipts', 'lookup']);

/** Whether a database, or the view of one, can be made again from others. */
export const isDerived = (name: string): boolean =>
	name.includes('-mrview-') || derived.has(name as DatabaseName);

/** What becomes of databases while they are open. */
export interface DatabaseEvents {
	/** Something cannot be read or made right any more: the hub must stop. */
	onDamage: (name: string, failure: UserError) => void;
	/** A derived database begins anew; `movedTo` is where the damaged one lies now, null when it was missing. */
	onRenewed: (name: DatabaseName, movedTo: string | null) => void;
}

const unheard: DatabaseEvents = {
	onDamage: (name, failure) => {
		throw new Error(`${name} is damaged`, { cause: failure });
	},
	onRenewed: () => undefined
};

/**
 * Opens (or makes) all databases under a folder. Throws `UserError('hub_data_in_use')` when another process holds them, or
 * `hub_data_damaged` with their name, `hub_disk_full`, `hub_disk_read_only`, `hub_disk_broken`.
 */
export async function openDatabases(dir: string, events: DatabaseEvents = unheard): Promise<Databases> {
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

/** Closes all databases; pending writes are finished first. */
export async function closeDatabases(databases: Databases): Promise<void> {
	await Promise.all(databaseNames.map((name) => databases[name].close()));
}

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
