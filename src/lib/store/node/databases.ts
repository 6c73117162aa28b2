import leveldown from 'leveldown';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import type { Account, Device, Enrolment, Session } from '../docs/accounts';
import type { BankDocument } from '../docs/bank';
import type { Comment } from '../docs/comments';
import type { Draft } from '../docs/drafts';
import type { SavedTemplate } from '../docs/saved-templates';
import type { Version } from '../docs/versions';
import type { Figure } from '../docs/figures';
import type { Envelope } from '$lib/base';

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
	'accounts'
];

/** What must be on the disk before it is acknowledged: PouchDB's LevelDB adapter never asks for that by itself. */
const durable: ReadonlySet<DatabaseName> = new Set(['lessons', 'records', 'accounts', 'catalogue', 'sites']);

/** Opens (or makes) all databases under a folder. Throws when another process holds them. */
export async function openDatabases(dir: string): Promise<Databases> {
	mkdirSync(dir, { recursive: true });
	const opened = databaseNames.map((name) => {
		const options = {
			auto_compaction: name === 'lessons' || name === 'figures',
			...(durable.has(name) ? { db: syncedLevelDown } : {})
		};
		return [name, new PouchDB(join(dir, name), options)] as const;
	});
	const databases = Object.fromEntries(opened) as unknown as Databases;
	await Promise.all(opened.map(([, db]) => db.info()));
	return databases;
}

/** Closes all databases; pending writes are finished first. */
export async function closeDatabases(databases: Databases): Promise<void> {
	await Promise.all(databaseNames.map((name) => databases[name].close()));
}

type Done = (error: Error | undefined) => void;

function syncedLevelDown(location: string): ReturnType<typeof leveldown> {
	const db = leveldown(location);
	for (const method of ['_put', '_batch', '_del'] as const) {
		const plain = db[method].bind(db);
		db[method] = (...args) => {
			const done = args.pop() as Done;
			const options = args.pop() as object;
			plain(...args, { ...options, sync: true }, done);
		};
	}
	return db;
}
