import { UserError, type Envelope } from '$lib/base';
import type { Account, Device, Enrolment, Session } from '../docs/accounts';
import type { BankDocument } from '../docs/bank';
import type { Comment } from '../docs/comments';
import type { Draft } from '../docs/drafts';
import type { SavedTemplate } from '../docs/saved-templates';
import type { Version } from '../docs/versions';
import type { Figure } from '../docs/figures';
import type { LookupRow } from '../docs/lookup';
import type { Unit } from '../docs/units';

/** A PouchDB database holding documents of one shape. */
export type Database<T extends object> = PouchDB.Database<T>;

/** The hub's databases (design: one writer per document). */
export interface Databases {
	lessons: Database<Draft | Version | Comment | SavedTemplate | BankDocument>;
	catalogue: Database<Envelope>;
	sites: Database<Envelope>;
	units: Database<Unit>;
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
	'units',
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
	/** The CouchDB works, but one should be told something of it. */
	onWarning?: (warning: UserError) => void;
}

export const unheard: DatabaseEvents = {
	onDamage: (name, failure) => {
		throw new Error(`${name} is damaged`, { cause: failure });
	},
	onRenewed: () => undefined
};

/** Closes all databases; pending writes are finished first. */
export async function closeDatabases(databases: Databases): Promise<void> {
	await Promise.all(databaseNames.map((name) => databases[name].close()));
}
