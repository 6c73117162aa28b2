import { openCouchDatabases, presentInCouch } from './couch/couch-databases';
import { CouchPlace } from './couch/couch-place';
import { unheard, type DatabaseEvents, type DatabaseName, type Databases } from './databases';
import { openLevelDatabases, presentInLevel } from './level-databases';

/** Where a hub's databases are: a folder (PouchDB on LevelDB, in this process) or a CouchDB. */
export type DatabasesPlace = string | CouchPlace;

/**
 * Opens (or makes) all databases of a hub. The same code uses them, wherever they are. Throws `UserError`: of a folder
 * `hub_data_in_use`, `hub_data_damaged` with their name, `hub_disk_full`, `hub_disk_read_only`, `hub_disk_broken`; of a CouchDB
 * `hub_database_away`, `hub_database_failing`, `hub_database_password`, `hub_database_old`, `hub_database_foreign`.
 */
export function openDatabases(place: DatabasesPlace, events: DatabaseEvents = unheard): Promise<Databases> {
	return place instanceof CouchPlace ? openCouchDatabases(place, events) : openLevelDatabases(place, events);
}

/** Which of the databases there are, without opening or making any. Throws as {@link openDatabases} does. */
export async function presentDatabases(place: DatabasesPlace): Promise<ReadonlySet<DatabaseName>> {
	return place instanceof CouchPlace ? presentInCouch(place) : presentInLevel(place);
}
