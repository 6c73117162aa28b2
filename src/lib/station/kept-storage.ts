import { KeptStorage } from '$lib/player';
import type { Journal } from '$lib/store/browser';
import * as v from 'valibot';

type Facts = Pick<Journal<never>, 'fact' | 'keep'>;

/** What one package keeps for itself of one learner; no other package and no other learner gets it. */
export class LearnerStorage {
	readonly #name: string;

	constructor(
		private readonly facts: Facts,
		lessonId: string,
		personId: string
	) {
		this.#name = `kept ${JSON.stringify([lessonId, personId])}`;
	}

	/** What was kept last; null when nothing was, or it cannot be read any more. */
	async read(): Promise<KeptStorage | null> {
		const kept = v.safeParse(KeptStorage, await this.facts.fact(this.#name));
		return kept.success ? kept.output : null;
	}

	/** Resolves when it is on the disk. */
	keep(kept: KeptStorage): Promise<void> {
		return this.facts.keep(this.#name, kept);
	}
}
