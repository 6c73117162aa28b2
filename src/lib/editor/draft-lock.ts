/** How long the tab that writes may take to hand over before it is taken for dead, in ms. */
const patience = 5000;

/**
 * Which tab of this browser writes a draft: one at a time. Another tab may ask for it; the one that has it puts everything away
 * first and lets go.
 */
export class DraftLock {
	#letGo: (() => void) | null = null;
	#channel: BroadcastChannel;
	#draftId: string;

	/** @param handOver Called when another tab asks, or has taken, the draft: after it resolves this tab writes no more. */
	constructor(
		draftId: string,
		private readonly handOver: () => Promise<void>
	) {
		this.#draftId = draftId;
		this.#channel = this.#listen();
	}

	/** Takes the draft if no other tab has it. Where the browser has no locks (plain http), it is always free. */
	take(): Promise<boolean> {
		return this.#request({ ifAvailable: true });
	}

	/** Takes the draft from the tab that has it, which puts its text away first; a tab that does not answer loses it. */
	async takeOver(): Promise<void> {
		this.#channel.postMessage('hand over');
		try {
			await this.#request({ signal: AbortSignal.timeout(patience) });
		} catch {
			await this.#request({ steal: true });
		}
	}

	/** Holds another draft instead: the one this tab's text has become. */
	async follow(draftId: string): Promise<void> {
		if (draftId === this.#draftId || !this.#letGo) return;
		this.release();
		this.#draftId = draftId;
		this.#channel = this.#listen();
		await this.take();
	}

	/** Lets the draft go. */
	release(): void {
		this.#channel.close();
		this.#letGo?.();
		this.#letGo = null;
	}

	get #name() {
		return `yuanke-draft-${this.#draftId}`;
	}

	#listen(): BroadcastChannel {
		const channel = new BroadcastChannel(this.#name);
		channel.onmessage = () => void this.#yield();
		return channel;
	}

	async #yield(): Promise<void> {
		if (!this.#letGo) return;
		await this.handOver();
		this.#letGo();
		this.#letGo = null;
	}

	#request(options: LockOptions): Promise<boolean> {
		// Typed as always there; over plain http it is not.
		const locks = navigator.locks as LockManager | undefined;
		if (!locks) return Promise.resolve(true);
		return new Promise((resolve, reject) => {
			let got = false;
			locks
				.request(this.#name, options, (lock) => {
					got = lock !== null;
					resolve(got);
					return lock && new Promise<void>((done) => (this.#letGo = done));
				})
				.catch((error: Error) => {
					if (!got) return reject(error);
					// Stolen: another tab writes already.
					this.#letGo = null;
					return void this.handOver();
				});
		});
	}
}
