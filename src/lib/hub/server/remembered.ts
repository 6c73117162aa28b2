import { SerialQueue } from '$lib/base';
import type { Database } from '$lib/store/node';

/** How many keys are remembered at most, and how long everything is, in ms. */
const [mostHeld, life] = [50_000, 12 * 3600_000];

/** How long what changed is read anew each time, in ms: a node of a cluster that was behind may give what was there before. */
const unsettledFor = 60_000;

const portion = 1000;

/** How a database is followed. */
interface Following {
	/** What a changed document is remembered under; null: nothing is. */
	keyOf?: (id: string) => string | null;
	/** For how long (ms) a change that another process wrote may go unnoticed; 0: each time one looks. */
	within: number;
}

/**
 * What was read of a CouchDB, remembered until its changes say that it is not so any more. Many questions share one look at the
 * changes.
 */
export class Remembered<T> {
	readonly #held = new Map<string, T>();
	/** When keys were seen to have changed, of the last minute. */
	readonly #changed = new Map<string, number>();
	readonly #queue = new SerialQueue();
	#since: string | number | null = null;
	#begun = 0;
	#lookedAt = -Infinity;
	#coming: Promise<void> | null = null;

	constructor(
		private readonly db: Database<never> | Database<object>,
		private readonly how: Following,
		private readonly now: () => number = () => performance.now()
	) {}

	/** What is remembered; undefined when nothing is. */
	async get(key: string): Promise<T | undefined> {
		await this.#look();
		return this.#held.get(key);
	}

	/** Remembers what was read after {@link get} had nothing, unless it changed meanwhile or a moment before. */
	hold(key: string, value: T): void {
		const changed = this.#changed.get(key) ?? -Infinity;
		if (this.now() - changed <= unsettledFor) return;
		if (this.#held.size >= mostHeld) this.#held.clear();
		this.#held.set(key, value);
	}

	/** This process changed it: that is seen at once. */
	forget(key: string): void {
		this.#changed.set(key, this.now());
		this.#held.delete(key);
	}

	#look(): Promise<void> {
		if (this.now() - this.#lookedAt < this.how.within) return Promise.resolve();
		// Whoever asks while one look waits for another is served by it: it begins after they asked.
		return (this.#coming ??= this.#queue.run(() => {
			this.#coming = null;
			return this.#follow();
		}));
	}

	async #follow(): Promise<void> {
		const db = this.db as Database<object>;
		const at = this.now();
		if (at - this.#begun > life) {
			this.#held.clear();
			this.#begun = at;
		}
		let since = this.#since ?? (await db.changes({ since: 'now', limit: 1 })).last_seq;
		for (;;) {
			const { results, last_seq: seq } = await db.changes({ since, limit: portion });
			for (const { id } of results) {
				const key = this.how.keyOf ? this.how.keyOf(id) : id;
				if (key !== null) this.forget(key);
			}
			this.#since = since = seq;
			if (results.length < portion) break;
		}
		this.#lookedAt = at;
		if (this.#changed.size > portion)
			for (const [key, changed] of this.#changed) if (at - changed > unsettledFor) this.#changed.delete(key);
	}
}
