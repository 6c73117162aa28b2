import type { Clock } from '$lib/base';
import { failureOf } from './failure';
import { step, waitAfter, type Doubt, type SyncEvent, type SyncState } from './states';

/** What an exchange is made of. */
export interface ExchangeWork {
	/** Exchanges once. Gives what the keeper should know. */
	once: () => Promise<Doubt[]>;
	/** Makes this computer's storage ready to be tried again after it failed. */
	recover: () => Promise<void>;
	/** Is told that the hub was reached and nothing more is asked for. */
	reached: () => void;
}

/**
 * Keeps in touch with the hub: exchanges now and then, at once when asked, only one window at a time; whatever happened, there is a
 * next time. How it stands is a state of {@link step}.
 */
export class Exchange {
	#state = $state.raw<SyncState>({ kind: 'never' });
	#failed = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;
	/** Whether an exchange was asked for since the last one began. */
	#asked = false;
	#stopped = false;

	constructor(
		private readonly work: ExchangeWork,
		private readonly now: Clock,
		private readonly lockName = 'yuanke-exchange'
	) {}

	get state(): SyncState {
		return this.#state;
	}

	/** Exchanges now. */
	soon(): void {
		this.#wait(0);
	}

	/** A lesson on its way was cut off. */
	cut(): void {
		this.#take({ kind: 'cut', at: this.now() });
		if (!this.#running) this.#wait();
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** Exchanges until nobody asked for it meanwhile. */
	async #run(): Promise<void> {
		this.#asked = true;
		if (this.#running) return;
		this.#running = true;
		try {
			while (this.#asked && !this.#stopped) {
				this.#asked = false;
				await this.#once();
			}
		} finally {
			this.#running = false;
			this.#wait();
		}
		if (this.#state.kind === 'current' && !this.#stopped) this.work.reached();
	}

	#once(): Promise<void> {
		return navigator.locks.request(this.lockName, { ifAvailable: true }, async (lock) => {
			this.#take({ kind: 'begin' });
			if (!lock) return this.#take({ kind: 'elsewhere' });
			try {
				const doubts = await this.work.once();
				this.#failed = 0;
				this.#take({ kind: 'done', at: this.now(), doubts });
			} catch (error) {
				console.warn(error); // for whoever is asked to help: the screen says it in one sentence
				this.#failed++;
				const failure = failureOf(error);
				if (failure.kind === 'ailing')
					await this.work.recover().catch((cause: unknown) => console.warn(cause));
				this.#take({ ...failure, at: this.now() });
			}
		});
	}

	#take(event: SyncEvent): void {
		this.#state = step(this.#state, event);
	}

	/** A third more or less by chance, so that stations do not all come at once. */
	#wait(ms = waitAfter(this.#state, this.#failed) * (0.67 + Math.random() * 0.66)): void {
		clearTimeout(this.#timer);
		if (!this.#stopped) this.#timer = setTimeout(() => void this.#run(), ms);
	}
}
