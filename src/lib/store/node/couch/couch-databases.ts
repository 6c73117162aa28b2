import PouchDB from 'pouchdb';
import { databaseNames, derived, type DatabaseEvents, type DatabaseName, type Databases } from '../databases';
import { certainWrites } from './certain-writes';
import { couchFetch } from './couch-fetch';
import type { CouchPlace } from './couch-place';
import { checkServer, isThere, prepareDatabase } from './couch-server';

/** How many changes are asked for at once; PouchDB would ask for 25. */
const changesAtOnce = 1000;

/** How many earlier revisions of what is derived are remembered; with fewer, the nodes of a cluster would take an update for a conflict. */
const derivedRevisions = 20;

/** Opens (or makes) all databases in a CouchDB. Throws as `openDatabases`. */
export async function openCouchDatabases(place: CouchPlace, events: DatabaseEvents): Promise<Databases> {
	const warning = await checkServer(place);
	if (warning) events.onWarning?.(warning);
	const before = await presentInCouch(place);
	const opened: [DatabaseName, PouchDB.Database][] = [];
	for (const name of databaseNames) {
		const made = await prepareDatabase(place, name);
		if (made && derived.has(name)) {
			if (before.size) events.onRenewed(name, null);
			const method = 'PUT';
			await couchFetch(place, `${place.address(name)}/_revs_limit`, { method, body: `${derivedRevisions}` });
		}
		opened.push([name, openOne(place, name)]);
	}
	return Object.fromEntries(opened) as unknown as Databases;
}

/** The databases of a CouchDB as they are: none is made or changed. Throws as `openDatabases`. */
export async function existingCouchDatabases(place: CouchPlace): Promise<Databases> {
	await checkServer(place);
	const opened = databaseNames.map((name) => [name, openOne(place, name)] as const);
	return Object.fromEntries(opened) as unknown as Databases;
}

/** Which databases there are. */
export async function presentInCouch(place: CouchPlace): Promise<ReadonlySet<DatabaseName>> {
	await checkServer(place);
	const there = await Promise.all(databaseNames.map((name) => isThere(place, name)));
	return new Set(databaseNames.filter((_, i) => there[i]));
}

function openOne(place: CouchPlace, name: DatabaseName): PouchDB.Database {
	const ask = certainWrites(place, place.address(name));
	const db = new PouchDB(place.address(name), {
		// One that is gone while the hub runs must not be begun anew.
		skip_setup: true,
		fetch: (url, init) => ask(typeof url === 'string' ? url : url.url, init)
	});
	// Whoever asks for changes listens as long: as many as there are requests.
	db.setMaxListeners(0);
	const changes = db.changes.bind(db);
	db.changes = ((options?: PouchDB.Core.ChangesOptions) =>
		changes({ batch_size: changesAtOnce, ...options })) as typeof db.changes;
	return db;
}
