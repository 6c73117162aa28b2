import PouchDB from 'pouchdb-browser';
import type { StationDatabases } from '$lib/store/browser';
import { UserError, type Envelope } from '$lib/base';
import { catalogueFetch } from './catalogue-fetch';
import { patientFetch } from './patient-fetch';

/** What is here of the hub's databases. */
export type LocalDatabases = StationDatabases;

/** The hub as one station's device sees it. */
export interface Remote {
	origin: string;
	credential: string;
	/** Is told the hub's clock, in ms, with every answer that names it. */
	heard?: (date: number) => void;
}

/** How long replication may make no progress before it is broken off, in ms. */
const watchdog = 60_000;

/**
 * Pulls the catalogue, whole and unfiltered, of at most so many documents. Gives the number that came. Rejects when the hub cannot
 * be reached, or with `UserError('hub_forged')` when there is no end to it.
 */
export async function pullCatalogue(
	local: LocalDatabases,
	remote: Remote,
	most = 100_000,
	from: 'where it got to' | 'the start' = 'where it got to'
): Promise<number> {
	const there = open(remote, 'catalogue', (fetcher) => catalogueFetch(fetcher, most));
	const run = local.catalogue.replicate.from(there, {
		batch_size: 500,
		batches_limit: 2,
		checkpoint: 'target',
		...(from === 'the start' && { since: 0, checkpoint: false })
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

/** A document as the hub gave it. */
export interface Got {
	doc: unknown;
	etag: string;
}

/**
 * Gets one document; null when there is none, `unchanged` when it is still the one with `etag`. Throws
 * `UserError('not_allowed')` when the hub does not know this device (any more).
 */
export async function getDocument(
	remote: Remote,
	database: 'sites' | 'receipts' | 'catalogue',
	id: string,
	etag?: string
): Promise<Got | 'unchanged' | null> {
	const url = `${remote.origin}/db/${database}/${encodeURIComponent(id)}`;
	const headers = etag ? { 'if-none-match': etag } : undefined;
	const answer = await patientFetch(remote.credential)(url, headers ? { headers } : {});
	const date = Date.parse(answer.headers.get('date') ?? '');
	if (!Number.isNaN(date)) remote.heard?.(date);
	if (answer.status === 304) return 'unchanged';
	// A database that is not the caller's business answers as one that is not there: whoever has a credential may ask.
	const text = await answer.text();
	if (answer.status === 404 && !text.includes('no such database')) return null;
	if ([401, 403, 404].includes(answer.status)) throw new UserError('not_allowed');
	if (!answer.ok) throw new Error(`${answer.status} for ${id}`);
	return { doc: JSON.parse(text) as unknown, etag: answer.headers.get('etag') ?? '' };
}

/** Tells the hub what it seems to have lost: documents it signed itself. A hub that cannot hear is told another time. */
export async function tellAhead(remote: Remote, what: Ahead): Promise<void> {
	await patientFetch(remote.credential)(`${remote.origin}/ahead`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(what)
	});
}

/** Documents of the hub's own that a station has and the hub seems not to. */
export interface Ahead {
	head?: Envelope;
	site?: Envelope;
	releases?: Envelope[];
}

/** Which of some catalogue documents the hub does not have. */
export async function missingThere(remote: Remote, keys: string[]): Promise<string[]> {
	if (!keys.length) return [];
	const { rows } = await open(remote, 'catalogue').allDocs({ keys });
	return rows.flatMap((row) => ('error' in row ? [row.key] : []));
}

function open(
	{ origin, credential }: Remote,
	name: string,
	through: (fetcher: typeof fetch) => typeof fetch = (fetcher) => fetcher
): PouchDB.Database {
	const fetcher = through(patientFetch(credential));
	return new PouchDB(`${origin}/db/${name}`, { skip_setup: true, fetch: fetcher });
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
