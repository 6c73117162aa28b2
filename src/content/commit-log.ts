import type { StepCommit } from '$lib/player/protocol';
import type { CourseState } from '$lib/scorm/course';

/** One commit as the app gets it. */
export interface Commit {
	number: number;
	step: StepCommit | null;
	state: CourseState;
}

/** Numbers commits and knows which of them the app has on its disk. */
export class CommitLog {
	#last = 0;
	#saved = 0;
	#waiting: (() => void)[] = [];

	constructor(private readonly send: (commit: Commit) => void) {}

	/** Sends how things stand. */
	add(step: Commit['step'], state: CourseState): void {
		this.send({ number: ++this.#last, step, state });
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
