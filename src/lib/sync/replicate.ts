import PouchDB from 'pouchdb-browser';
import type { StationDatabases } from '$lib/store/browser';
import { patientFetch } from './patient-fetch';

/** The hub as one station's device sees it. */
export interface Remote {
	origin: string;
	credential: string;
}

/** How long replication may make no progress before it is broken off, in ms. */
const watchdog = 60_000;

/** Pulls the catalogue, whole and unfiltered. Gives the number of documents that came. Rejects when the hub cannot be reached. */
export async function pullCatalogue(local: StationDatabases, remote: Remote): Promise<number> {
	const from = open(remote, 'catalogue');
	const run = local.catalogue.replicate.from(from, {
		batch_size: 500,
		batches_limit: 2,
		checkpoint: 'target'
	});
	return (await watched(run)).docs_written;
}

/** What came of pushing: pages the hub has now, and ids it refuses for ever. */
export interface Pushed {
	written: number;
	refused: string[];
}

/** Pushes ledger pages. Rejects when the hub cannot be reached or does not know a key yet. */
export async function pushRecords(local: StationDatabases, remote: Remote): Promise<Pushed> {
	const refused: string[] = [];
	const run = local.records.replicate.to(open(remote, 'records'), { batch_size: 50, batches_limit: 2 });
	// A one-way replication tells the hub's refusal as it is; only a two-way one puts it under `doc`.
	void run.on('denied', (error) => refused.push(String((error as { id?: string }).id)));
	return { written: (await watched(run)).docs_written, refused };
}

/** Gets one document that is about the caller; null when there is none yet or (with `etag`) nothing changed. */
export async function getOwn(
	remote: Remote,
	database: 'sites' | 'receipts',
	id: string,
	etag?: string
): Promise<{ doc: unknown; etag: string } | null> {
	const url = `${remote.origin}/db/${database}/${encodeURIComponent(id)}`;
	const answer = await patientFetch(remote.credential)(
		url,
		etag ? { headers: { 'if-none-match': etag } } : {}
	);
	if (answer.status === 304 || answer.status === 404) return null;
	if (!answer.ok) throw new Error(`${answer.status} for ${id}`);
	return { doc: await answer.json(), etag: answer.headers.get('etag') ?? '' };
}

function open({ origin, credential }: Remote, name: string): PouchDB.Database {
	return new PouchDB(`${origin}/db/${name}`, { skip_setup: true, fetch: patientFetch(credential) });
}

/** Breaks off a replication that stands still: PouchDB itself would wait for ever. */
async function watched<T extends PouchDB.Replication.ReplicationResult<object>>(
	run: PouchDB.Replication.Replication<object> & Promise<T>
): Promise<T> {
	let timer = setTimeout(() => run.cancel(), watchdog);
	void run.on('change', () => {
		clearTimeout(timer);
		timer = setTimeout(() => run.cancel(), watchdog);
	});
	try {
		const result = await run;
		// PouchDB calls a cancelled replication finished and well.
		const { status } = result as { status?: string };
		if (!result.ok || status === 'cancelled') throw new Error('replication did not finish');
		return result;
	} finally {
		clearTimeout(timer);
	}
}
