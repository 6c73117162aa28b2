import { Lasting, type Envelope, type JsonObject } from '$lib/base';
import { openDB, type DBSchema, type IDBPTransaction } from 'idb';

/** Who this browser profile is. The private key cannot be read out, only used. */
export interface Identity {
	stationId: string;
	deviceId: string;
	credential: string;
	rootKey: JsonWebKey;
	contentOrigin: string;
	privateKey: CryptoKey;
	enrolledAt: number;
}

/** What is kept of one step of a lesson. */
export interface StoredStep {
	/** The data model of the last commit; null before the first. */
	cmi: JsonObject | null;
	/** Seconds of all ended sessions, and of the present one. */
	secondsBefore: number;
	secondsNow: number;
	/** Of the seconds before: those `cmi.total_time` counts, and those of the step's own attempt. Older records have all. */
	before?: { total: number; attempt: number };
	/** Which session of the launch the present one is, and whether it ended. */
	session?: number;
	final?: boolean;
	/** What was already entered in the ledger of each interaction, by its index. */
	entered: string[];
}

/** One person's way through one lesson, as far as it has come. A lesson of ours is one step, and kept as such. */
export interface StoredAttempt extends StoredStep {
	attemptId: string;
	personId: string;
	lessonId: string;
	release: number;
	completion: 'completed' | 'incomplete';
	success: 'passed' | 'failed' | 'unknown';
	scaled: number | null;
	/** Of a course made elsewhere: its steps by their ids, and how far it is. */
	steps?: Record<string, StoredStep>;
	course?: {
		state: JsonObject;
		/** Whether its global objectives, and its shared data, are the learner's in all courses. */
		objectivesGlobal: boolean;
		dataGlobal: boolean;
	};
	updatedAt: number;
}

/** Where the chain of pages stands. */
export interface ChainHead {
	nextSeq: number;
	lastPage: number;
	head: string | null;
}

/** An entry as it waits for its page; the ledger knows its shape. */
export interface Numbered {
	seq: number;
}

interface Schema extends DBSchema {
	facts: { key: string; value: unknown };
	entries: { key: number; value: Numbered };
	pages: { key: string; value: Envelope };
	attempts: { key: string; value: StoredAttempt; indexes: { byPerson: string } };
}
type Name = 'facts' | 'entries' | 'pages' | 'attempts';
type Write = IDBPTransaction<Schema, Name[], 'readwrite'>;

/** Under which name the chain's head is kept among the facts. */
const chainFact = 'head';
const firstHead: ChainHead = { nextSeq: 1, lastPage: 0, head: null };

/**
 * What a station may never lose: identity, ledger entries, closed pages, unfinished attempts. Not in PouchDB, because only
 * here can a write ask for `durability: 'strict'` (Indexed Database API 3.0): it resolves when the bytes are on the disk.
 */
export class Journal<E extends Numbered> {
	readonly #db = new Lasting(() =>
		openDB<Schema>(this.name, 1, {
			// The browser may close it (storage pressure, a damaged profile): the next call opens it anew.
			terminated: () => this.#db.letGo(),
			upgrade(db) {
				db.createObjectStore('facts');
				db.createObjectStore('entries', { keyPath: 'seq' });
				db.createObjectStore('pages');
				db.createObjectStore('attempts', { keyPath: 'attemptId' }).createIndex('byPerson', 'personId');
			}
		})
	);

	constructor(private readonly name = 'yuanke-journal') {}

	async identity(): Promise<Identity | null> {
		return ((await (await this.#db.get()).get('facts', 'identity')) as Identity | undefined) ?? null;
	}

	/** Keeps a fact other than the chain: `identity`, `site`, `receipt` … Throws a plain error for the chain's own name. */
	async keep(name: string, value: unknown): Promise<void> {
		if (name === chainFact) throw new Error('the chain is moved by entries and pages only');
		await this.#write(async (tx) => void (await tx.objectStore('facts').put(value, name)));
	}

	async fact(name: string): Promise<unknown> {
		return (await this.#db.get()).get('facts', name);
	}

	/** Adds entries (numbered in order) and an attempt's standing in one transaction. Resolves when both are on the disk. */
	async append(make: (seq: number) => E[], attempt?: StoredAttempt): Promise<E[]> {
		return this.#write(async (tx) => {
			const head = await headOf(tx);
			const entries = make(head.nextSeq);
			for (const entry of entries) await tx.objectStore('entries').add(entry);
			if (attempt) await tx.objectStore('attempts').put(attempt);
			await tx.objectStore('facts').put({ ...head, nextSeq: head.nextSeq + entries.length }, chainFact);
			return entries;
		});
	}

	/** The oldest entries not in a page, and where the chain stands. */
	async open(limit: number): Promise<{ entries: E[]; head: ChainHead }> {
		const tx = (await this.#db.get()).transaction(['entries', 'facts']);
		const entries = (await tx.objectStore('entries').getAll(undefined, limit)) as E[];
		const head = ((await tx.objectStore('facts').get(chainFact)) as ChainHead | undefined) ?? firstHead;
		return { entries, head };
	}

	/** Keeps a closed page and removes the entries that went into it: both or neither. False when the chain moved meanwhile. */
	async closePage(page: Envelope, number: number, hash: string, seqs: number[]): Promise<boolean> {
		return this.#write(async (tx) => {
			const head = await headOf(tx);
			if (head.lastPage !== number - 1) return false;
			await tx.objectStore('pages').put(page, page._id);
			for (const seq of seqs) await tx.objectStore('entries').delete(seq);
			await tx.objectStore('facts').put({ ...head, lastPage: number, head: hash }, chainFact);
			return true;
		});
	}

	/** Closed pages not yet receipted, in order. */
	async pages(): Promise<Envelope[]> {
		return (await this.#db.get()).getAll('pages');
	}

	/** Lets go of pages the hub has receipted. */
	async release(pageIds: string[]): Promise<void> {
		await this.#write(async (tx) => {
			for (const id of pageIds) await tx.objectStore('pages').delete(id);
		});
	}

	/** A person's attempts, last touched first. */
	async attempts(personId: string): Promise<StoredAttempt[]> {
		const all = await (await this.#db.get()).getAllFromIndex('attempts', 'byPerson', personId);
		return all.sort((a, b) => b.updatedAt - a.updatedAt);
	}

	async close(): Promise<void> {
		(await this.#db.made)?.close();
		this.#db.letGo();
	}

	async #write<T>(work: (tx: Write) => Promise<T>): Promise<T> {
		const db = await this.#db.get();
		const tx = db.transaction(['facts', 'entries', 'pages', 'attempts'], 'readwrite', {
			durability: 'strict'
		});
		const working = work(tx).catch((error: unknown) => {
			// IndexedDB commits what was put before an exception that is none of its own requests'.
			abort(tx);
			throw error;
		});
		const [result] = await Promise.all([working, tx.done]);
		return result;
	}
}

function abort(tx: Write): void {
	try {
		tx.abort();
	} catch {
		// A failed request aborted it already.
	}
}

async function headOf(tx: Write): Promise<ChainHead> {
	return ((await tx.objectStore('facts').get(chainFact)) as ChainHead | undefined) ?? firstHead;
}
