import { UserError } from '$lib/base';
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Lane } from './passwords';

const minutes = 10;

/** How many wrong tries there may be in ten minutes: of a name from an address, from an address, of a name from anywhere. */
export interface TryLimits {
	pair: number;
	address: number;
	name: number;
}

/** A try that was counted and is to be judged now. */
export interface Try {
	/** How urgently; `suspect` when many are trying this name from places it never came from. */
	lane: Lane;
	/** Takes the try off the count again, and remembers that this name comes from this address. */
	succeeded(): Promise<void>;
}

/**
 * Slows guessing. A try is counted before it is judged, so that many at once are not all judged. Who guesses a name from one
 * address has to wait there, and nowhere else; an address that guesses many names has to wait; a name that is guessed from
 * many addresses waits behind the others, but who came from where they come now before does not. So nobody can lock
 * somebody else out who is not at the same address.
 */
export class Tries {
	readonly #secret = Uint8Array.from(randomBytes(32));
	readonly #pairs: RateLimiterMemory;
	/** Of those who came from where they come before: counted for themselves, since others may fill the shared counters. */
	readonly #knownPairs: RateLimiterMemory;
	readonly #addresses: RateLimiterMemory;
	readonly #names: RateLimiterMemory;
	/** Pairs of name and address that succeeded, longest ago first. Only who succeeds gets in here. */
	readonly #known = new Set<string>();

	constructor(limits: TryLimits) {
		const counter = (points: number) => new RateLimiterMemory({ points, duration: minutes * 60 });
		this.#pairs = counter(limits.pair);
		this.#knownPairs = counter(limits.pair);
		this.#addresses = counter(limits.address);
		this.#names = counter(limits.name);
	}

	/** Counts one try. Throws `UserError('too_many_tries', {seconds})`: how long to wait. */
	async begin(name: string, from: string): Promise<Try> {
		const address = networkOf(from);
		const [pair, place, who] = [this.#key(`${name}\n${address}`), this.#key(address), this.#key(name)];
		const id = this.#hash(`${name}\n${address}`).toString('base64');
		const known = this.#known.has(id);
		if (known) await this.#count(this.#knownPairs, id);
		else {
			await this.#count(this.#pairs, pair);
			await this.#count(this.#addresses, place);
		}
		const many = await this.#names.consume(who).then(
			() => false,
			() => true
		);
		return {
			lane: known ? 'known' : many ? 'suspect' : 'new',
			succeeded: async () => {
				this.#remember(id);
				await Promise.all([
					known ? this.#knownPairs.delete(id) : this.#pairs.delete(pair),
					known ? null : this.#addresses.reward(place),
					this.#names.reward(who)
				]);
			}
		};
	}

	/** How many counters there are: {@link buckets} of each kind at most. */
	get size(): number {
		const kinds = [this.#pairs, this.#addresses, this.#names];
		return kinds.reduce((sum, kind) => sum + kind.dump().storage.length, 0);
	}

	async #count(counter: RateLimiterMemory, key: string): Promise<void> {
		await counter.consume(key).catch((error: unknown) => {
			const wait = error instanceof RateLimiterRes ? Math.ceil(error.msBeforeNext / 1000) : minutes * 60;
			throw new UserError('too_many_tries', { seconds: Math.max(wait, 1) });
		});
	}

	/**
	 * The counter of a name or address. There are so many and no more, and which is whose follows from a secret: whoever sends
	 * a million names neither fills the memory nor clears or fills the counter of a name they choose.
	 */
	#key(text: string): string {
		return String(this.#hash(text).readUInt32BE(0) % buckets);
	}

	#hash(text: string): Buffer {
		return createHmac('sha256', this.#secret).update(text).digest();
	}

	#remember(id: string): void {
		this.#known.delete(id);
		this.#known.add(id);
		const [oldest] = this.#known;
		if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
	}
}

/** Counters of each kind. */
export const buckets = 2 ** 15;

const mostKnown = 20_000;

/** Where somebody is, as far as counting goes: an IPv4 address, or the /56 of an IPv6 one, which one household may have. */
export function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = (plain.split('%')[0] ?? '').toLowerCase().split('::');
	const [left, right] = [head, tail ?? ''].map((half) => (half ? half.split(':') : []));
	const zeros = tail === undefined ? 0 : 8 - (left?.length ?? 0) - (right?.length ?? 0);
	const groups = [...(left ?? []), ...Array<string>(Math.max(zeros, 0)).fill('0'), ...(right ?? [])];
	const whole = groups.slice(0, 4).map((group) => group.padStart(4, '0'));
	return `${whole.join(':').slice(0, -2)}00::/56`;
}
