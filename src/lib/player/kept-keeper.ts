import type { KeptStorage } from './protocol';

/** Puts on the disk what a package keeps for itself: one write at a time, and of what came meanwhile only the newest. */
export class KeptKeeper {
	#newest: KeptStorage | null = null;
	#writing: Promise<void> | null = null;

	constructor(private readonly save: (kept: KeptStorage) => Promise<void>) {}

	/** Takes what is to be kept from now on. */
	take(kept: KeptStorage): void {
		this.#newest = kept;
		this.#writing ??= this.#write().finally(() => (this.#writing = null));
	}

	/** Resolves when everything taken is on the disk, or could not be put there. */
	async settled(): Promise<void> {
		await this.#writing;
	}

	async #write(): Promise<void> {
		while (this.#newest) {
			const kept = this.#newest;
			this.#newest = null;
			// A full disk costs the package its own notes; what the learner did is told by its commits.
			await this.save(kept).catch(() => undefined);
		}
	}
}
