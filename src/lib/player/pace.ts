/** Lets so many things through in a while, and no more: whoever asks faster is not heard. */
export class Pace {
	#times: number[] = [];

	constructor(
		private readonly most: number,
		private readonly within: number,
		private readonly now: () => number = () => performance.now()
	) {}

	/** Whether one more is let through. */
	passes(): boolean {
		const now = this.now();
		this.#times = this.#times.filter((time) => now - time < this.within);
		if (this.#times.length >= this.most) return false;
		this.#times.push(now);
		return true;
	}
}
