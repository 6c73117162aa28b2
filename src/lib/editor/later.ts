/** One piece of work that can wait for a moment in which nobody types. */
export class Later {
	#timer: ReturnType<typeof setTimeout> | undefined;
	#idle: number | undefined;

	/** Does the work `after` ms after it was first asked for, in the next idle moment, or `within` ms later without one. */
	constructor(
		private readonly after: number,
		private readonly within: number,
		private readonly work: () => void
	) {}

	/** Gives whether it had not been asked for already. */
	ask(): boolean {
		if (this.#timer !== undefined) return false;
		this.#timer = setTimeout(() => {
			// Safari knows no idle moments.
			if (typeof requestIdleCallback === 'undefined') this.now();
			else this.#idle = requestIdleCallback(() => this.now(), { timeout: this.within });
		}, this.after);
		return true;
	}

	/** Does what was asked for at once; nothing when nothing was. */
	now(): void {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
		this.#timer = this.#idle = undefined;
		this.work();
	}
}
