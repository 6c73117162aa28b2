import type { Envelope } from '$lib/base';
import PouchDB from 'pouchdb';

/** A hub's database at its address, as a relay asks it: through a `fetch` of its own, because PouchDB's waits for ever. */
export const openRemote = (url: string, fetcher: typeof fetch): PouchDB.Database<Envelope> =>
	new PouchDB(url, { skip_setup: true, fetch: fetcher });
