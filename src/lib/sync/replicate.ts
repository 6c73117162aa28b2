import { UserError } from '$lib/base';
import { catalogueFetch } from './catalogue-fetch';
import { patientFetch } from './patient-fetch';
import { type LocalDatabases, type Remote, type SignedDatabase } from './remote';

/** How long replication may make no progress before it is broken off, in ms. */
const watchdog = 60_000;

/**
 * Pulls the catalogue, whole and unfiltered, of at most so many documents. Gives the number that came. Throws
 * `UserError('hub_unreachable')`, `UserError('hub_forged')` when there is no end to it, or what keeps it from being stored here.
 */
export async function pullCatalogue(
	local: Pick<LocalDatabases, 'catalogue'>,
	remote: Remote,
	most = 100_000,
	from: 'where it got to' | 'the start' | { since: number | string } = 'where it got to'
): Promise<number> {
	const there = open(remote, 'catalogue', (fetcher) => catalogueFetch(fetcher, most));
	const run = local.catalogue.replicate.from(there.db, {
		batch_size: 500,
		batches_limit: 2,
		checkpoint: 'target',
		...(from === 'the start' && { since: 0, checkpoint: false }),
		...(typeof from === 'object' && from)
	});
	return (await watched(run, there)).docs_written;
}

/** What came of pushing: pages the hub has now, and ids it refuses for ever. */
export interface Pushed {
	written: number;
	refused: string[];
}

/**
 * Pushes ledger pages. Throws `UserError('hub_unreachable')`, also when the hub does not know a key yet, or what keeps them from
 * being read here.
 */
export async function pushRecords(local: Pick<LocalDatabases, 'records'>, remote: Remote): Promise<Pushed> {
	const refused: string[] = [];
	const there = open(remote, 'records');
	const run = local.records.replicate.to(there.db, { batch_size: 50, batches_limit: 2 });
	// A one-way replication tells the hub's refusal as it is; only a two-way one puts it under `doc`.
	void run.on('denied', (error) => refused.push(String((error as { id?: string }).id)));
	return { written: (await watched(run, there)).docs_written, refused };
}

/** Which of some catalogue documents the hub does not have. Throws `UserError('hub_unreachable')`. */
export async function missingThere(remote: Remote, keys: string[]): Promise<string[]> {
	if (!keys.length) return [];
	const { db, failed } = open(remote, 'catalogue');
	const { rows } = await db.allDocs({ keys }).catch((error: unknown) => {
		throw failed() ?? error;
	});
	return rows.flatMap((row) => ('error' in row ? [row.key] : []));
}

/** A database at the hub, and what the way to it came to: PouchDB copies errors, and nothing tells theirs from ours any more. */
interface There {
	db: SignedDatabase;
	failed: () => UserError | null;
}

function open(
	{ origin, credential, open: opened }: Remote,
	name: string,
	through: (fetcher: typeof fetch) => typeof fetch = (fetcher) => fetcher
): There {
	const url = `${origin}/db/${name}`;
	const asked = through(patientFetch(credential));
	let failed: UserError | null = null;
	const fail = (error: unknown): never => {
		failed ??= error instanceof UserError ? error : new UserError('hub_unreachable', {}, { cause: error });
		throw failed;
	};
	const fetcher: typeof fetch = async (input, init) => {
		if (isAboutItself(url, input, init)) return Response.json(nothingToSay);
		const answer = await asked(input, init).then(whole).catch(fail);
		failed ??= refusal(answer);
		return answer.response;
	};
	return { db: opened(url, fetcher), failed: () => failed };
}

/**
 * PouchDB asks a database about itself before each replication and after each batch, only to say how far it is; nobody waits
 * for the latter, so that its failure would end a process of Node.
 */
function isAboutItself(url: string, input: Request | string | URL, init?: RequestInit): boolean {
	const asked = input instanceof Request ? input.url : String(input);
	return (init?.method ?? 'GET') === 'GET' && asked.replace(/\/$/, '') === url;
}
const nothingToSay = { update_seq: 0, doc_count: 0 };

/** An answer whose body came whole and is the hub's: JSON, and no page of somebody in between. */
async function whole(answer: Response): Promise<{ response: Response; text: string }> {
	const text = await answer.text();
	if (text) JSON.parse(text);
	const { status, statusText, headers } = answer;
	return { response: new Response(text || null, { status, statusText, headers }), text };
}

/** Why replication cannot go on from an answer; null when it can. That something is missing or was changed meanwhile is an answer. */
function refusal({ response: { status }, text }: { response: Response; text: string }): UserError | null {
	if (status === 404 && text.includes('no such database')) return new UserError('not_allowed');
	return status >= 500 ? new UserError('hub_unreachable', { status }) : null;
}

/** Breaks off a replication that stands still: PouchDB itself would wait for ever. */
async function watched<T extends PouchDB.Replication.ReplicationResult<object>>(
	run: PouchDB.Replication.Replication<object> & Promise<T>,
	{ failed }: There
): Promise<T> {
	const breakOff = () => run.cancel();
	let timer = setTimeout(breakOff, watchdog);
	void run.on('change', () => {
		clearTimeout(timer);
		timer = setTimeout(breakOff, watchdog);
	});
	try {
		const result = await run;
		// PouchDB calls a cancelled replication finished and well.
		const { status } = result as { status?: string };
		if (!result.ok || status === 'cancelled')
			throw new UserError('hub_unreachable', { why: 'replication did not finish' });
		return result;
	} catch (error) {
		throw failed() ?? error;
	} finally {
		clearTimeout(timer);
	}
}
