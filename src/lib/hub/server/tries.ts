import { UserError } from '$lib/base';
import { createHmac } from 'node:crypto';
import type { Lane } from './passwords';
import { countedFor, CountsInMemory, type Counting, type TryCounts } from './try-counts';

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
	constructor(
		private readonly limits: TryLimits,
		/** Shared by all processes over one database: a guesser may be sent to any of them. */
		private readonly counts: TryCounts = new CountsInMemory()
	) {}

	/** Counts one try. Throws `UserError('too_many_tries', {seconds})`: how long to wait. */
	async begin(name: string, from: string): Promise<Try> {
		const secret = await this.counts.secret();
		const hash = (text: string) => createHmac('sha256', secret).update(text).digest();
		const address = networkOf(from);
		const both = hash(`${name}\n${address}`);
		const id = both.toString('base64url');
		const pair = `pair:${bucketOf(both)}`;
		const place = `address:${bucketOf(hash(address))}`;
		const who = `name:${bucketOf(hash(name))}`;
		const known = await this.counts.isKnown(id);
		// Those who came from where they come before are counted for themselves: others may fill the shared counters.
		const own = known ? `known:${id}` : pair;
		await this.#count({ key: own, add: 1, limit: this.limits.pair });
		if (!known) await this.#count({ key: place, add: 1, limit: this.limits.address });
		const [named] = await this.counts.count([{ key: who, add: 1 }]);
		return {
			lane: known ? 'known' : named && named.points > this.limits.name ? 'suspect' : 'new',
			succeeded: async () => {
				// Only who succeeds gets in here.
				await this.counts.remember(id);
				await this.counts.count([
					{ key: own, add: 'forget' },
					...(known ? [] : [{ key: place, add: -1 }]),
					{ key: who, add: -1 }
				]);
			}
		};
	}

	async #count(counting: Counting & { limit: number }): Promise<void> {
		const [counted] = await this.counts.count([counting]);
		if (!counted || counted.points <= counting.limit) return;
		const seconds = Math.ceil((counted.left || countedFor) / 1000);
		throw new UserError('too_many_tries', { seconds: Math.max(seconds, 1) });
	}
}

/**
 * The counter of a name or address. There are so many and no more, and which is whose follows from a secret: whoever sends
 * a million names neither fills the memory nor clears or fills the counter of a name they choose.
 */
const bucketOf = (hashed: Buffer): number => hashed.readUInt32BE(0) % buckets;

/** Counters of each kind. */
export const buckets = 2 ** 15;

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
