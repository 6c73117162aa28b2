import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { couchFetch } from './couch/couch-fetch';
import { CouchPlace } from './couch/couch-place';
import { databaseNames } from './databases';
import type { DatabasesPlace } from './open-databases';

const { COUCHDB_URL } = process.env;
const used = new Set<CouchPlace>();

/** The CouchDB that tests run on, with names that belong to a folder of a test; null when `COUCHDB_URL` is not set. */
export function testCouch(dir: string): CouchPlace | null {
	if (!COUCHDB_URL) return null;
	const name = createHash('sha256').update(dir).digest('hex').slice(0, 12);
	const place = CouchPlace.read(COUCHDB_URL).withPrefix(`yuanke-test-${name}-`);
	used.add(place);
	return place;
}

/** Where a test opens a hub's databases: that folder, or CouchDB under a name that belongs to it when `COUCHDB_URL` is set. */
export const testPlace = (dir: string): DatabasesPlace => testCouch(dir) ?? dir;

/** Where a test opens a hub over a data folder. */
export const testFolders = (data: string) => ({
	data,
	templates: 'lesson-templates',
	couch: testCouch(`${data}/db`)
});

/** Removes one database and everything in it, as somebody does who is at the disk. */
export async function dropDatabase(place: DatabasesPlace, name: string): Promise<void> {
	if (typeof place === 'string') rmSync(join(place, name), { recursive: true });
	else await couchFetch(place, place.address(name), { method: 'DELETE' });
}

/** Removes the databases of a place. */
export async function removeDatabases(place: CouchPlace): Promise<void> {
	for (const name of databaseNames)
		await couchFetch(place, place.address(name), { method: 'DELETE' }).catch(() => undefined);
}

/** Removes the databases of every place that was asked for. */
export async function removeTestDatabases(): Promise<void> {
	for (const place of used) await removeDatabases(place);
}
