import type { Envelope } from '$lib/base';
import PouchDB from 'pouchdb-browser';

/** A station's PouchDB databases. The adapter is `idb`: `indexeddb` breaks with two contexts open (tab and worker). */
export class StationDatabases {
	#catalogue: PouchDB.Database<Envelope>;
	#records: PouchDB.Database<Envelope>;

	/** Opens both; `prefix` sets tests apart. */
	constructor(private readonly prefix = 'yuanke-') {
		this.#catalogue = this.#open('catalogue');
		this.#records = this.#open('records');
	}

	get catalogue(): PouchDB.Database<Envelope> {
		return this.#catalogue;
	}
	get records(): PouchDB.Database<Envelope> {
		return this.#records;
	}

	/** Opens both anew: after one write that failed, a full disk's above all, PouchDB's handle answers nothing any more. */
	async reopen(): Promise<void> {
		await Promise.all([this.#catalogue, this.#records].map((db) => db.close().catch(() => undefined)));
		this.#catalogue = this.#open('catalogue');
		this.#records = this.#open('records');
	}

	#open(name: string): PouchDB.Database<Envelope> {
		return new PouchDB<Envelope>(`${this.prefix}${name}`, { adapter: 'idb', auto_compaction: true });
	}
}

/** Opens a station's databases; `prefix` sets tests apart. */
export const openStationDatabases = (prefix?: string): StationDatabases => new StationDatabases(prefix);

/** A database at an address, asked through a `fetch`. */
export const openRemote = (url: string, fetcher: typeof fetch): PouchDB.Database<Envelope> =>
	new PouchDB(url, { skip_setup: true, fetch: fetcher });
