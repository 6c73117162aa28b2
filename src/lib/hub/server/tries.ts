import { UserError, type Clock } from '$lib/base';

/** Slows guessing: after `limit` failures in ten minutes a name (or address) has to wait. */
export class Tries {
	readonly #failures = new Map<string, number[]>();

	constructor(
		private readonly now: Clock,
		private readonly limit = 8
	) {}

	/** Throws `UserError('too_many_tries')`. */
	check(who: string): void {
		if (this.#recent(who).length >= this.limit) throw new UserError('too_many_tries', { minutes: 10 });
	}

	failed(who: string): void {
		if (this.#failures.size > 10_000) this.#failures.clear();
		this.#failures.set(who, [...this.#recent(who), this.now()]);
	}

	succeeded(who: string): void {
		this.#failures.delete(who);
	}

	#recent(who: string): number[] {
		const since = this.now() - 10 * 60_000;
		return (this.#failures.get(who) ?? []).filter((at) => at > since);
	}
}
