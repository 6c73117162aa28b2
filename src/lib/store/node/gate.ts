/** Lets through at once while it is open; holds back, in order, while it is shut. */
export class Gate {
	#waiting: (() => void)[] | null = null;

	shut(): void {
		this.#waiting ??= [];
	}

	open(): void {
		const waiting = this.#waiting ?? [];
		this.#waiting = null;
		for (const pass of waiting) pass();
	}

	pass(then: () => void): void {
		if (this.#waiting) this.#waiting.push(then);
		else then();
	}
}
