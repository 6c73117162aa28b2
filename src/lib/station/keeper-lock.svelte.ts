import type { Site } from '$lib/store';
import type { PinGate } from './pin-gate';

/** How long the keeper's functions stay open without a touch, in ms. */
export const keeperLimit = 5 * 60_000;

/** Keeper functions open with the PIN and lock by themselves. */
export class KeeperLock {
	#open = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly gate: PinGate) {}

	get isOpen(): boolean {
		return this.#open;
	}

	/** Throws as {@link PinGate.check}. */
	async unlock(pin: string, site: Pick<Site, 'keeperPin'>): Promise<void> {
		await this.gate.check('keeper', pin, site.keeperPin);
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
