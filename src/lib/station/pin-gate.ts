import { pinFits, UserError, type Clock } from '$lib/base';
import type { Entry } from '$lib/ledger';
import type { PinHash } from '$lib/store';
import type { Journal } from '$lib/store/browser';

/** Wrong tries of one PIN in a row, and until when the next is not heard, in ms. */
interface Wrong {
	count: number;
	notBefore: number;
}

/** How many wrong tries cost nothing: old fingers slip. */
const free = 3;
const firstWait = 10_000;
const longestWait = 15 * 60_000;

/** Opens for who knows a PIN. Wrong tries make the next one wait longer and longer, also after the page was loaded anew. */
export class PinGate {
	constructor(
		private readonly journal: Pick<Journal<Entry>, 'fact' | 'keep'>,
		private readonly now: Clock
	) {}

	/**
	 * Checks a PIN of somebody (`keeper`, or a learner's id). A try is counted, on the disk, before it is judged. Throws
	 * `UserError('wrong_pin')`, or `too_many_tries` with the `seconds` there are to wait.
	 */
	async check(who: string, pin: string, stored: PinHash): Promise<void> {
		// One try at a time, whatever windows are open.
		await navigator.locks.request('yuanke-pin', async () => {
			const name = `wrong-pins:${who}`;
			const { count, notBefore } = ((await this.journal.fact(name)) as Wrong | undefined) ?? {
				count: 0,
				notBefore: 0
			};
			const now = this.now();
			// A clock that was put back does not lock anyone out for longer than the wait there was.
			const wait = Math.min(notBefore - now, waitAfter(count));
			if (wait > 0) throw new UserError('too_many_tries', { seconds: Math.ceil(wait / 1000) });
			await this.journal.keep(name, {
				count: count + 1,
				notBefore: now + waitAfter(count + 1)
			} satisfies Wrong);
			if (!(await pinFits(pin, stored))) throw new UserError('wrong_pin');
			await this.journal.keep(name, { count: 0, notBefore: 0 } satisfies Wrong);
		});
	}
}

/** How long the next try has to wait after so many wrong ones, in ms. */
function waitAfter(wrong: number): number {
	return wrong < free ? 0 : Math.min(longestWait, firstWait * 2 ** (wrong - free));
}
