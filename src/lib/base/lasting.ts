/**
 * What `make` gives, made at the first call and kept. What could not be made is made anew at the next call: a disk that was full
 * or held for a moment must not stay so in memory. Rejects as `make` does.
 */
export class Lasting<T> {
	#made: Promise<T> | null = null;

	constructor(private readonly make: () => Promise<T>) {}

	get(): Promise<T> {
		if (this.#made) return this.#made;
		const made = this.make();
		this.#made = made;
		made.catch(() => {
			if (this.#made === made) this.#made = null;
		});
		return made;
	}

	/** What was made, without making it; null when nothing was, or it was let go. */
	get made(): Promise<T> | null {
		return this.#made;
	}

	/** Lets go of it: the next call makes it anew. */
	letGo(): void {
		this.#made = null;
	}
}
