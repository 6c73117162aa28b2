import type { JsonObject } from '$lib/base';

/** One commit as the app gets it. */
export interface Commit {
	number: number;
	final: boolean;
	cmi: JsonObject;
}

/** Numbers commits and knows which of them the app has on its disk. */
export class CommitLog {
	#last = 0;
	#saved = 0;
	#waiting: (() => void)[] = [];

	constructor(private readonly send: (commit: Commit) => void) {}

	/** Sends the data model as it stands. */
	add(cmi: JsonObject, final: boolean): void {
		this.send({ number: ++this.#last, final, cmi });
	}

	/** The app has everything up to this number. */
	saved(number: number): void {
		this.#saved = Math.max(this.#saved, number);
		if (this.#saved < this.#last) return;
		for (const resolve of this.#waiting) resolve();
		this.#waiting = [];
	}

	/** Resolves when everything sent is on the app's disk. */
	settled(): Promise<void> {
		if (this.#saved >= this.#last) return Promise.resolve();
		return new Promise((resolve) => this.#waiting.push(resolve));
	}
}
