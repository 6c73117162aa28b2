import { UserError, userErrorFrom, type Envelope } from '$lib/base';
import { patientFetch } from './patient-fetch';

/** A PouchDB database that holds signed documents: a station's own, a relay's, or the hub's at its address. */
export type SignedDatabase = PouchDB.Database<Envelope>;

/** What is here of the hub's databases. */
export interface LocalDatabases {
	catalogue: SignedDatabase;
	records: SignedDatabase;
}

/** The hub as one station's device, or a relay, sees it; and what it takes to reach it from where this runs. */
export interface Remote {
	origin: string;
	credential: string;
	/** PouchDB's handle for a database at an address, which asks through the `fetch` given. */
	open: (url: string, fetcher: typeof fetch) => SignedDatabase;
	/** Is told the hub's clock, in ms, with every answer that names it. */
	heard?: (date: number) => void;
	/** Is told how much of a first catalogue is here, 0 to 1. */
	progress?: (part: number) => void;
}

/** An answer that came whole. */
export interface Answer {
	status: number;
	text: string;
	headers: Headers;
}

/**
 * Asks the hub one thing and waits for the whole answer. Throws `UserError('hub_unreachable')` when none comes, and
 * `UserError('not_allowed')` when the hub does not know this device (any more).
 */
export async function ask(remote: Remote, path: string, init: RequestInit = {}): Promise<Answer> {
	const answer = await patientFetch(remote.credential)(`${remote.origin}${path}`, init).catch(unreachable);
	const date = Date.parse(answer.headers.get('date') ?? '');
	if (!Number.isNaN(date)) remote.heard?.(date);
	const text = await answer.text().catch(unreachable);
	const { status, headers } = answer;
	if (status === 401 || status === 403) throw userErrorFrom(jsonOf(text));
	return { status, text, headers };
}

/** Throws what keeps the hub from being understood as `UserError('hub_unreachable')`. */
export function unreachable(cause: unknown): never {
	throw cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
}

/** A text as JSON; null when it is none. */
export function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
