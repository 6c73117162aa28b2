import type { Database } from '$lib/store/node';

/** A document of a storm: `n` only grows. */
export interface Note {
	_id: string;
	_rev?: string;
	n: number;
	text: string;
}

/** What a storm has written: the last number acknowledged of every document. */
export class Written {
	readonly #acknowledged = new Map<string, number>();
	readonly #running = new Set<Promise<unknown>>();

	/** Writes; what is written counts as acknowledged when `write` did not fail. */
	async write(docs: readonly Pick<Note, '_id' | 'n'>[], write: () => Promise<unknown>): Promise<void> {
		const running = write().then(() => {
			for (const { _id, n } of docs) this.#acknowledged.set(_id, n);
		});
		this.#running.add(running);
		await running.finally(() => this.#running.delete(running));
	}

	/** The number last acknowledged of a document; 0 when it was never written. */
	of(id: string): number {
		return this.#acknowledged.get(id) ?? 0;
	}

	all(): ReadonlyMap<string, number> {
		return new Map(this.#acknowledged);
	}

	/** Waits for the writes that are under way now. */
	async settled(): Promise<void> {
		await Promise.allSettled([...this.#running]);
	}
}

/** Follows the changes of a database from where it last got to, as the hub's figures follow its records. */
export class Follower {
	readonly #found = new Map<string, number>();
	#since: number | string = 0;

	constructor(private readonly db: Database<Note>) {}

	/**
	 * Follows on; gives what was acknowledged before it began and is kept from it. A feed of PouchDB passes over a document that
	 * is written anew while it is read: it lists what stood when it began, each where it stands by now, and `last_seq` stays
	 * before the new place. Such a document is late, not missing.
	 */
	async missing(written: Written): Promise<string[]> {
		const before = written.all();
		const { results, last_seq } = await this.db.changes({ since: this.#since, include_docs: true });
		this.#since = last_seq;
		for (const { id, doc } of results) this.#found.set(id, doc?.n ?? 0);
		// What hid it may be on the disk, and be acknowledged in a moment.
		await written.settled();
		return [...before].flatMap(([id, n]) =>
			(this.#found.get(id) ?? 0) < n && written.of(id) === n ? [`${id} ${n}`] : []
		);
	}
}
