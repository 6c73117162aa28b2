import { randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How long tries are remembered from the first of them on, in ms. */
export const countedFor = 10 * 60_000;

/** A counter as it is now: how many tries, and for how long they are still remembered, in ms. */
export interface Counted {
	points: number;
	left: number;
}

/** Adds to one counter; `forget` begins it anew. `limit`: whoever is above it has to wait, however much. */
export interface Counting {
	key: string;
	add: number | 'forget';
	limit?: number;
}

/** Where tries are counted, and which pairs of name and address are known. */
export interface TryCounts {
	/** What keys are made with, so that nobody can choose the counter they fall into. */
	secret(): Promise<Uint8Array>;
	/** Adds to some counters and gives each as it is then. */
	count(countings: Counting[]): Promise<Counted[]>;
	isKnown(pair: string): Promise<boolean>;
	remember(pair: string): Promise<void>;
}

/** How many known pairs are remembered at most. */
const mostKnown = 20_000;

/** Counts in the memory of one process: of a hub that stands alone. Nobody outside can bring about that it starts again. */
export class CountsInMemory implements TryCounts {
	readonly #secret = Uint8Array.from(randomBytes(32));
	readonly #counters = new RateLimiterMemory({ points: 1, duration: countedFor / 1000 });
	/** Longest ago first. */
	readonly #known = new Set<string>();

	secret(): Promise<Uint8Array> {
		return Promise.resolve(this.#secret);
	}

	count(countings: Counting[]): Promise<Counted[]> {
		return Promise.all(
			countings.map(async ({ key, add }) => {
				if (add === 'forget') {
					await this.#counters.delete(key);
					return { points: 0, left: 0 };
				}
				const { consumedPoints, msBeforeNext } = await (add < 0
					? this.#counters.reward(key, -add)
					: this.#counters.penalty(key, add));
				return { points: consumedPoints, left: msBeforeNext };
			})
		);
	}

	isKnown(pair: string): Promise<boolean> {
		return Promise.resolve(this.#known.has(pair));
	}

	remember(pair: string): Promise<void> {
		this.#known.delete(pair);
		this.#known.add(pair);
		const [oldest] = this.#known;
		if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
		return Promise.resolve();
	}

	/** How many counters there are. */
	get size(): number {
		return this.#counters.dump().storage.length;
	}
}
