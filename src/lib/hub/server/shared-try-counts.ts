import { base64url, fromBase64url, type Clock } from '$lib/base';
import type { Database } from '$lib/store/node';
import { setTimeout as pause } from 'node:timers/promises';
import { allWritten, isConflict, notFoundIsNull, unlessConflict } from './documents';
import { countedFor, type Counted, type Counting, type TryCounts } from './try-counts';

/** `tries:<of>:<key>`: one counter; kept for good and used again, so that there are never more than there are keys. */
interface Counter {
	_id: string;
	_rev?: string;
	kind: 'tries';
	points: number;
	/** Until when the tries are remembered, in ms. */
	until: number;
}

/** `known-pair:<of>:<pair>`: somebody has come from where they come. `at`: when they last did, in ms, to the month. */
interface KnownPair {
	_id: string;
	_rev?: string;
	kind: 'known-pair';
	at: number;
}

/** A pair that did not succeed for so long is forgotten; the note of one that does is renewed as often, in ms. */
const [pairLife, pairRenewed] = [90 * 24 * 3600_000, 30 * 24 * 3600_000];

/** How long who has to wait is told so without asking the database again, in ms. */
const toldFor = 2000;

/** How often a count is begun again because another process counted the same. */
const mostTurns = 100;

/** One answer that is waited for. */
interface Asked {
	counting: Counting;
	tell: (counted: Counted) => void;
	fail: (error: unknown) => void;
}

/**
 * Counts that all hub processes over one CouchDB share: a limit holds for all of them together, and after one starts again.
 * Everything that is to be counted at the same moment is read and written together.
 */
export class SharedTryCounts implements TryCounts {
	readonly #waiting: Asked[] = [];
	#working = false;
	#secret: Promise<Uint8Array> | null = null;
	/** Counters that were above their limit, and when (ms) that was seen. */
	readonly #full = new Map<string, Counted & { at: number }>();
	readonly #known = new Set<string>();

	constructor(
		private readonly db: Database<object>,
		/** What the tries are of. */
		private readonly of: string,
		private readonly now: Clock = Date.now
	) {}

	secret(): Promise<Uint8Array> {
		this.#secret ??= this.#readSecret().catch((error: unknown) => {
			this.#secret = null;
			throw error;
		});
		return this.#secret;
	}

	count(countings: Counting[]): Promise<Counted[]> {
		const answers = countings.map((counting) => {
			const full = counting.limit === undefined ? undefined : this.#full.get(counting.key);
			const age = full ? this.now() - full.at : Infinity;
			if (full && age >= 0 && age < toldFor) return Promise.resolve({ ...full, left: full.left - age });
			return new Promise<Counted>((tell, fail) => this.#waiting.push({ counting, tell, fail }));
		});
		void this.#work();
		return Promise.all(answers);
	}

	async isKnown(pair: string): Promise<boolean> {
		if (this.#known.has(pair)) return true;
		const found = await notFoundIsNull(this.#pairs.get(this.#pairId(pair)));
		if (found) this.#keep(pair);
		return found !== null;
	}

	async remember(pair: string): Promise<void> {
		const _id = this.#pairId(pair);
		const before = await notFoundIsNull(this.#pairs.get(_id));
		if (!before || this.now() - before.at > pairRenewed)
			await this.#pairs.put({ ...before, _id, kind: 'known-pair', at: this.now() }).catch(unlessConflict);
		this.#keep(pair);
	}

	get #pairs(): Database<KnownPair> {
		return this.db as Database<KnownPair>;
	}

	#pairId(pair: string): string {
		return `known-pair:${this.of}:${encodeURIComponent(pair)}`;
	}

	#keep(pair: string): void {
		if (this.#known.size > 20_000) this.#known.clear();
		this.#known.add(pair);
	}

	async #readSecret(): Promise<Uint8Array> {
		const db = this.db as Database<{ _id: string; kind: 'tries-secret'; secret: string }>;
		const _id = 'tries-secret';
		const read = async () => {
			const found = await notFoundIsNull(db.get(_id));
			return found && fromBase64url(found.secret);
		};
		const before = await read();
		if (before) return before;
		const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
		await db.put({ _id, kind: 'tries-secret', secret }).catch(unlessConflict);
		// Another process may have made one at the same moment.
		return (await read()) ?? fromBase64url(secret);
	}

	async #work(): Promise<void> {
		if (this.#working) return;
		this.#working = true;
		await Promise.resolve();
		while (this.#waiting.length) {
			const some = this.#waiting.splice(0);
			await this.#countAll(some).catch((error: unknown) => some.forEach(({ fail }) => fail(error)));
		}
		this.#working = false;
	}

	async #countAll(some: Asked[]): Promise<void> {
		const byKey = new Map<string, Asked[]>();
		for (const one of some) byKey.set(one.counting.key, [...(byKey.get(one.counting.key) ?? []), one]);
		for (let turn = 0; byKey.size; turn++) {
			if (turn >= mostTurns) throw new Error('tries could not be counted');
			// Not all processes at the same moment again.
			if (turn) await pause(Math.random() * 20);
			const keys = [...byKey.keys()];
			const before = await this.#read(keys);
			const next = keys.map((key, i) => added(before[i]!, byKey.get(key)!, this.now()));
			const answers = await this.db.bulkDocs(next.map(({ counter }) => counter));
			allWritten(answers.filter((answer) => !isConflict(answer)));
			for (const [i, key] of keys.entries()) {
				if (isConflict(answers[i]!)) continue;
				byKey.get(key)!.forEach(({ counting, tell }, nth) => {
					const counted = next[i]!.told[nth]!;
					this.#note(counting, counted);
					tell(counted);
				});
				byKey.delete(key);
			}
		}
	}

	async #read(keys: string[]): Promise<Counter[]> {
		const ids = keys.map((key) => `tries:${this.of}:${key}`);
		const { rows } = await (this.db as Database<Counter>).allDocs({ keys: ids, include_docs: true });
		return rows.map(
			(row, i) =>
				('doc' in row && row.doc) || { _id: ids[i] ?? '', kind: 'tries' as const, points: 0, until: 0 }
		);
	}

	#note({ key, limit = Infinity }: Counting, counted: Counted): void {
		this.#full.delete(key);
		if (this.#full.size > 1000) this.#full.clear();
		if (counted.points > limit) this.#full.set(key, { ...counted, at: this.now() });
	}
}

/** A counter with some more in it, and what is told to each who added. */
function added(before: Counter, asked: Asked[], now: number): { counter: Counter; told: Counted[] } {
	const over = before.until <= now;
	// A clock that runs ahead of ours keeps nobody waiting for longer.
	let until = over ? 0 : Math.min(before.until, now + countedFor);
	let points = over ? 0 : before.points;
	const told = asked.map(({ counting: { add } }) => {
		points = add === 'forget' ? 0 : Math.max(points + add, 0);
		until = add === 'forget' ? 0 : until || now + countedFor;
		return { points, left: Math.max(until - now, 0) };
	});
	return { counter: { ...before, points, until }, told };
}

/** Forgets pairs that did not succeed for long. A chore. */
export async function forgetOldPairs(db: Database<object>, now: number): Promise<void> {
	const pairs = db as Database<KnownPair>;
	for (let startkey = 'known-pair:'; ;) {
		const endkey = 'known-pair:\uffff';
		const { rows } = await pairs.allDocs({ startkey, endkey, include_docs: true, limit: 500 });
		const old = rows.flatMap(({ doc }) => (doc && now - doc.at > pairLife ? [doc] : []));
		if (old.length) await db.bulkDocs(old.map((doc) => ({ ...doc, _deleted: true })));
		const last = rows.at(-1)?.id;
		if (last === undefined || rows.length < 500) return;
		startkey = `${last}\u0000`;
	}
}
