/** Runs tasks one after another, in the order they were given; a failed task does not stop the next. */
export class SerialQueue {
	#tail: Promise<unknown> = Promise.resolve();

	/** Settles as the task settles. */
	run<T>(task: () => Promise<T>): Promise<T> {
		const result = this.#tail.then(task);
		this.#tail = result.catch(() => undefined);
		return result;
	}

	/** Resolves when everything given so far has settled. */
	idle(): Promise<unknown> {
		return this.#tail;
	}
}
