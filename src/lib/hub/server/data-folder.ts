import { UserError } from '$lib/base';
import {
	CouchPlace,
	databaseNames,
	derived,
	presentDatabases,
	storeFailure,
	type DatabasesPlace
} from '$lib/store/node';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { finishRestore } from './care/unfinished-restore';

/** `hub.json` in the data folder: what must be there from now on, so that a part that is gone is never begun anew unseen. */
const Marker = v.looseObject({
	formatVersion: v.literal(1),
	madeAt: v.string(),
	/** False until the hub has opened once: what is missing then was never there. */
	complete: v.boolean(),
	databases: v.array(v.string()),
	/** Files in `keys/`. */
	keys: v.array(v.string()),
	/** Where the databases are: in `db/` when left out, or else in a CouchDB. */
	couch: v.optional(v.object({ prefix: v.string() }))
});
type Marker = v.InferOutput<typeof Marker>;

/** Where a hub's databases are, given its data folder and the CouchDB it was told of. */
export const databasesPlace = (data: string, couch: CouchPlace | null = null): DatabasesPlace =>
	couch ?? join(data, 'db');

/**
 * Looks at a data folder, and at the databases that belong to it, before anything is opened; makes it (mode 0700) where there is
 * none. What was there and is gone is a failure, `UserError('hub_data_missing')` with `what`, unless `acceptLoss`: then it will
 * be begun anew. `hub_database_other` when databases are not those of this folder: another hub's, or on the other engine.
 * Throws also what {@link storeFailure} knows, of a folder that cannot be read or written.
 */
export async function claimDataFolder(
	data: string,
	acceptLoss: boolean,
	place: DatabasesPlace = databasesPlace(data)
): Promise<void> {
	try {
		finishRestore(data);
		mkdirSync(data, { recursive: true, mode: 0o700 });
		closeToOthers(data);
		const marker = readMarker(data) ?? markerOfOld(data);
		const present = await presentDatabases(place);
		mustBelongTogether(marker, place, present.size > 0);
		if (!marker) return await write(data, { ...newMarker(place), complete: false });
		if (!marker.complete || acceptLoss) return;
		const what = [
			...marker.databases
				.filter((name) => !derived.has(name as never) && !present.has(name as never))
				.map((name) => nameOf(name, place)),
			...marker.keys.filter((name) => !existsSync(join(data, 'keys', name))).map((name) => `keys/${name}`),
			...(existsSync(join(data, 'blobs')) ? [] : ['blobs'])
		];
		if (what.length) throw new UserError('hub_data_missing', { what: what.join(', ') });
	} catch (error) {
		throw storeFailure(error) ?? error;
	}
}

/** Writes down what is in a data folder now that the hub has opened. `keys`: the files in `keys/` it cannot go on without. */
export async function noteDataFolder(
	data: string,
	keys: string[],
	place: DatabasesPlace = databasesPlace(data)
): Promise<void> {
	const before = readMarker(data) ?? newMarker(place);
	const marker = {
		...before,
		complete: true,
		databases: [...new Set([...before.databases, ...databaseNames])],
		keys,
		...whereIn(place)
	};
	if (JSON.stringify(marker) !== JSON.stringify(before)) await write(data, marker);
}

/**
 * Looks whether a data folder's databases are where one was told they are. Throws `UserError('hub_database_other')`.
 */
export function mustBeOf(data: string, couch: CouchPlace | null): void {
	mustBelongTogether(readMarker(data), databasesPlace(data, couch), false);
}

/** How a person finds a database. */
const nameOf = (name: string, place: DatabasesPlace): string =>
	place instanceof CouchPlace ? `CouchDB ${place.prefix}${name}` : `db/${name}`;

/** Databases and folder are of one hub: keys, files and documents of two would contradict each other. */
function mustBelongTogether(marker: Marker | null, place: DatabasesPlace, anyThere: boolean): void {
	const other = (what: string) => new UserError('hub_database_other', { what });
	const couch = place instanceof CouchPlace ? place : null;
	if (marker?.complete && !marker.couch && couch) throw other('db/ ≠ COUCHDB_URL');
	if (marker?.couch && !couch) throw other('COUCHDB_URL = ?');
	if (marker?.couch && couch && marker.couch.prefix !== couch.prefix)
		throw other(`${marker.couch.prefix} ≠ ${couch.prefix}`);
	// A new folder would make new keys for databases that others signed.
	if (!marker?.couch && couch && anyThere) throw other(`${couch.prefix}… ≠ hub.json`);
}

/** A folder that is lent to us by its owner stays as they made it. */
function closeToOthers(data: string): void {
	if (statSync(data).uid === process.getuid?.()) chmodSync(data, 0o700);
}

const newMarker = (place: DatabasesPlace): Marker => ({
	formatVersion: 1,
	madeAt: new Date().toISOString(),
	complete: true,
	databases: [],
	keys: [],
	...whereIn(place)
});

const whereIn = (place: DatabasesPlace): Pick<Marker, 'couch'> =>
	place instanceof CouchPlace ? { couch: { prefix: place.prefix } } : {};

function readMarker(data: string): Marker | null {
	const path = join(data, 'hub.json');
	if (!existsSync(path)) return null;
	try {
		return v.parse(Marker, JSON.parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw storeFailure(cause) ?? new UserError('hub_data_damaged', { name: 'hub.json' }, { cause });
	}
}

/** Those there were before there were markers. */
const databasesOfOld: string[] = databaseNames.filter((name) => name !== 'units');

/** The databases that must be there: those a hub of this folder has had open. */
export function notedDatabases(data: string): ReadonlySet<string> {
	return new Set(readMarker(data)?.databases ?? databasesOfOld);
}

/** A folder from before there were markers, or whose marker is gone, holds everything or is refused. */
function markerOfOld(data: string): Marker | null {
	const db = join(data, 'db');
	const held = existsSync(db) ? readdirSync(db) : [];
	const used = held.some((name) => databaseNames.includes(name as never)) || existsSync(join(data, 'keys'));
	// Where there was one key for everything, there is nothing else yet.
	const keys = [existsSync(join(data, 'keys/trust.json')) ? 'trust.json' : 'root.jwk'];
	return used ? { ...newMarker(db), databases: databasesOfOld, keys } : null;
}

async function write(data: string, marker: Marker): Promise<void> {
	const path = join(data, 'hub.json');
	const file = await open(`${path}.new`, 'w', 0o600);
	try {
		await file.writeFile(`${JSON.stringify(marker, null, '\t')}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
	renameSync(`${path}.new`, path);
	const folder = await open(data, 'r');
	await folder.sync().finally(() => folder.close());
}
