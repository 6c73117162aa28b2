interface Kept {
	/** What the LMS had for certain when this was kept. */
	base: string;
	state: string;
}

/**
 * A learner's answers in this browser until it is certain that the LMS has them. Texts are packed states. Named by
 * lesson and learner: computers are shared. Without a learner's name, or where a browser keeps nothing, nothing is kept.
 */
export class KeptAnswers {
	readonly #name: string;
	/** What the LMS has for certain. */
	#base: string;

	constructor(
		lessonId: string,
		readonly learner: string,
		given: string
	) {
		this.#name = `yuanke answers ${lessonId} ${learner}`;
		this.#base = given;
	}

	/** What an earlier visit left that the LMS never got; `sure` when nothing has happened there since. */
	waiting(): { state: string; sure: boolean } | null {
		const kept = this.#read();
		if (!kept || kept.state === this.#base) return null;
		// The LMS had something and has nothing now: a new attempt begins with nothing.
		if (this.#base === '' && kept.base !== '') return null;
		return { state: kept.state, sure: kept.base === this.#base };
	}

	/** Keeps a state; false when it could not. */
	keep(state: string): boolean {
		if (!this.learner) return false;
		if (state === this.#base) return true;
		try {
			localStorage.setItem(this.#name, JSON.stringify({ base: this.#base, state } satisfies Kept));
			return true;
		} catch {
			return false; // forbidden or full
		}
	}

	/** The LMS has it now. */
	arrived(state: string): void {
		this.#base = state;
		try {
			localStorage.removeItem(this.#name);
		} catch {
			// then nothing was kept either
		}
	}

	#read(): Kept | null {
		try {
			return this.learner ? (JSON.parse(localStorage.getItem(this.#name) ?? 'null') as Kept | null) : null;
		} catch {
			return null;
		}
	}
}
