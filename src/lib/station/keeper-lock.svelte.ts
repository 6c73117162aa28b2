import { pinFits, UserError } from '$lib/base';
import type { Site } from '$lib/store';

/** How long the keeper's functions stay open without a touch, in ms. */
export const keeperLimit = 5 * 60_000;

const firstWait = 2000;

/** Keeper functions open with the PIN and lock by themselves. Wrong tries make the next one wait longer. */
export class KeeperLock {
	#open = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#wait = 0;
	#notBefore = 0;

	get isOpen(): boolean {
		return this.#open;
	}

	/** Throws `UserError('wrong_pin' | 'too_many_tries')`. */
	async unlock(pin: string, site: Pick<Site, 'keeperPin'>): Promise<void> {
		if (performance.now() < this.#notBefore) throw new UserError('too_many_tries', { minutes: 1 });
		if (!(await pinFits(pin, site.keeperPin))) {
			this.#wait = Math.min(60_000, this.#wait ? this.#wait * 2 : firstWait);
			this.#notBefore = performance.now() + (this.#wait > firstWait * 2 ? this.#wait : 0);
			throw new UserError('wrong_pin');
		}
		this.#wait = 0;
		this.#open = true;
		this.touch();
	}

	/** Somebody is at the keeper's page: the five minutes begin anew. */
	touch(): void {
		if (!this.#open) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.lock(), keeperLimit);
	}

	lock(): void {
		clearTimeout(this.#timer);
		this.#open = false;
	}
}
