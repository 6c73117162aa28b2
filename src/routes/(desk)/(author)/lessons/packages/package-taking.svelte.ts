import { UserError } from '$lib/base';
import type { PackageTaken, TakeRequest } from '$lib/hub/protocol';
import { takePackage, type Taking } from './take-package';

/** One package on its way into the library. */
export class PackageTaking {
	#shown = $state.raw<Taking | null>(null);
	#error = $state.raw<UserError | null>(null);
	#refused = $state.raw<(PackageTaken & { state: 'refused' }) | null>(null);
	#paused = $state(false);
	#abort: AbortController | null = null;
	#begun = 0;

	get shown(): Taking | null {
		return this.#shown;
	}
	get error(): UserError | null {
		return this.#error;
	}
	/** A person stopped it on the way. */
	get paused(): boolean {
		return this.#paused;
	}
	get refused() {
		return this.#refused;
	}
	/** Seconds the present phase will still take; null until it can be told. */
	get secondsLeft(): number | null {
		const { done, total } = this.#shown ?? { done: 0, total: 0 };
		const passed = (performance.now() - this.#begun) / 1000;
		return done === 0 || passed < 2 ? null : (passed / done) * (total - done);
	}

	/** Gives the id under which it is in the library; null when it was not taken or was paused. */
	async start(zip: File, what: Pick<TakeRequest, 'facts' | 'course' | 'replaces'>): Promise<string | null> {
		this.#abort?.abort();
		const abort = (this.#abort = new AbortController());
		this.#error = this.#refused = null;
		this.#paused = false;
		try {
			const taken = await takePackage(zip, what, (taking) => this.#hear(taking), abort.signal);
			if (taken.state === 'kept') return taken.lessonId;
			this.#refused = taken;
		} catch (error) {
			if (abort.signal.aborted) return null;
			this.#error =
				error instanceof UserError ? error : new UserError('hub_unreachable', {}, { cause: error });
		}
		this.#shown = null;
		return null;
	}

	/** What was sent stays at the hub: the same file goes on from there. */
	pause(): void {
		this.#abort?.abort();
		this.#paused = this.#shown !== null;
		this.#shown = null;
	}

	#hear(taking: Taking): void {
		if (taking.phase !== this.#shown?.phase) this.#begun = performance.now();
		this.#shown = taking;
	}
}
