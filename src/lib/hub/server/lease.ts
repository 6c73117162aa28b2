import { newId, SerialQueue } from '$lib/base';
import type { Database } from '$lib/store/node';
import { setTimeout as pause } from 'node:timers/promises';
import { notFoundIsNull, statusOf } from './documents';

/** Something that only one does at a time, of all hub processes over the same databases. */
export interface Lease {
	/** Runs a task while nobody else runs theirs. `others`: another process may have done so since this one last did. */
	run<T>(task: (others: boolean) => Promise<T>): Promise<T>;
	/** Whether there may be other processes. */
	readonly shared: boolean;
	/** The same lease for another part of this process: each part is told of others by itself. */
	forAnother(): Lease;
}

/** The lease of a process that has its databases to itself. */
export function soleLease(): Lease {
	const queue = new SerialQueue();
	const lease: Lease = {
		shared: false,
		run: (task) => queue.run(() => task(false)),
		forAnother: () => lease
	};
	return lease;
}

/** Who has a lease. Whoever has it writes it again while they work: one that stays as it is was left behind. */
interface Held {
	_id: string;
	_rev?: string;
	kind: 'lease';
	by: string;
	held: boolean;
	/** Makes each writing another revision. */
	beat: number;
}

/** How often a holder shows that it is there, and how long one that does not is waited for, in ms. */
const usual = { beat: 4_000, patience: 15_000 };

/**
 * A lease kept as a document, taken by its revision. No clock is compared with another's: a holder is gone when its document
 * has not changed for as long as the one who waits has looked at it.
 */
export class SharedLease implements Lease {
	readonly shared = true;
	readonly #queue = new SerialQueue();
	readonly #id: string;
	readonly #by = newId();
	/** The revision this process left it with. */
	#left: string | undefined;

	constructor(
		private readonly db: Database<object>,
		private readonly name: string,
		private readonly times = usual
	) {
		this.#id = `lease:${name}`;
	}

	forAnother(): Lease {
		return new SharedLease(this.db, this.name, this.times);
	}

	run<T>(task: (others: boolean) => Promise<T>): Promise<T> {
		return this.#queue.run(async () => {
			const taken = await this.#take();
			const stop = this.#beat(taken.held);
			try {
				return await task(taken.others);
			} finally {
				await this.#leave(await stop());
			}
		});
	}

	async #take(): Promise<{ held: Held; others: boolean }> {
		let looked = { rev: '', since: 0 };
		for (;;) {
			const before = await notFoundIsNull((this.db as Database<Held>).get(this.#id));
			const rev = before?._rev ?? '';
			if (rev !== looked.rev) looked = { rev, since: performance.now() };
			if (!before?.held || performance.now() - looked.since > this.times.patience) {
				const held = await this.#write({ ...before, held: true });
				if (held) return { held, others: rev !== this.#left };
				continue;
			}
			// Not all who wait at the same moment.
			await pause(20 + Math.random() * 60);
		}
	}

	/** Shows from time to time that it is still held; `stop` gives it as it was written last, null when somebody took it. */
	#beat(taken: Held): () => Promise<Held | null> {
		let held: Held | null = taken;
		let writing = Promise.resolve();
		const timer = setInterval(() => {
			writing = writing.then(async () => {
				held = held && (await this.#write(held));
			});
			// The database is away: so is whatever the task does, which says so itself.
			writing = writing.catch(() => undefined);
		}, this.times.beat).unref();
		return async () => {
			clearInterval(timer);
			await writing;
			return held;
		};
	}

	async #leave(held: Held | null): Promise<void> {
		// What the task came to is not lost because the lease could not be given back: it runs out.
		const left = held && (await this.#write({ ...held, held: false }).catch(() => null));
		this.#left = left?._rev;
	}

	/** Null when somebody else wrote it meanwhile. */
	async #write(next: Partial<Held> & { held: boolean }): Promise<Held | null> {
		const beat = (next.beat ?? 0) + 1;
		const doc: Held = { ...next, _id: this.#id, kind: 'lease', by: this.#by, beat };
		try {
			const { rev } = await (this.db as Database<Held>).put(doc);
			return { ...doc, _rev: rev };
		} catch (error) {
			if (statusOf(error) === 409) return null;
			throw error;
		}
	}
}
