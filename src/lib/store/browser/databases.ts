import type { Envelope } from '$lib/base';
import PouchDB from 'pouchdb-browser';

/** A station's PouchDB databases. The adapter is `idb`: `indexeddb` breaks with two contexts open (tab and worker). */
export interface StationDatabases {
	catalogue: PouchDB.Database<Envelope>;
	records: PouchDB.Database<Envelope>;
}

/** Opens both; `prefix` sets tests apart. */
export function openStationDatabases(prefix = 'yuanke-'): StationDatabases {
	const open = (name: string) =>
		new PouchDB<Envelope>(`${prefix}${name}`, { adapter: 'idb', auto_compaction: true });
	return { catalogue: open('catalogue'), records: open('records') };
}
