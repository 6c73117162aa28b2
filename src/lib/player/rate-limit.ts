/** Lets so many things through in a while, and no more: whoever asks faster is not heard until the while is over. */
export class RateLimit {
	#since = -Infinity;
	#count = 0;

	constructor(
		private readonly most: number,
		private readonly within: number,
		private readonly now: () => number = () => performance.now()
	) {}

	/** Whether one more is let through. */
	passes(): boolean {
		const now = this.now();
		if (now - this.#since >= this.within) [this.#since, this.#count] = [now, 0];
		return ++this.#count <= this.most;
	}
}
