import type { UserError } from '$lib/base';
import * as m from '$messages';
import { errorText } from './error-text';

type Failure = Pick<UserError, 'code' | 'details'>;

/**
 * The sentence of a failure, true for as long as it stands there: a wait grows shorter, and when it is over that is said instead,
 * as `over`. To be made while a component is set up.
 */
export class StandingError {
	#waited = $state(0);
	readonly #seconds;
	readonly #error;

	constructor(error: () => Failure | null | undefined) {
		this.#error = $derived(error() ?? null);
		this.#seconds = $derived.by(() => {
			const seconds = this.#error?.details.seconds;
			return typeof seconds === 'number' ? seconds : null;
		});
		$effect(() => {
			// Every failure begins its own wait, also one like the last.
			const seconds = this.#error ? this.#seconds : null;
			this.#waited = 0;
			if (seconds === null) return;
			const began = performance.now();
			const timer = setInterval(() => {
				this.#waited = (performance.now() - began) / 1000;
				if (this.#waited >= seconds) clearInterval(timer);
			}, 1000);
			return () => clearInterval(timer);
		});
	}

	/** What happened and what to do. */
	get text(): string | undefined {
		const [error, seconds] = [this.#error, this.#seconds];
		if (!error) return undefined;
		if (seconds === null) return errorText(error);
		if (this.#waited >= seconds) return undefined;
		return errorText({ code: error.code, details: { ...error.details, seconds: seconds - this.#waited } });
	}

	/** That the wait is over. */
	get over(): string | undefined {
		return this.#seconds !== null && this.#waited >= this.#seconds ? m.wait_over() : undefined;
	}
}
