import type { UserError } from '$lib/base';
import type { BankAsked, BankQuestion } from '$lib/lesson/bank';
import { failureOf } from './failure-of';
import type { QuestionBank } from './question-bank';

/** How long somebody must have stopped typing before it is looked for, in ms. */
const typed = 250;

/** What an author looks for in the bank, and what was found until now. */
export class BankSearch {
	#found = $state.raw<BankQuestion[]>();
	#from = $state.raw<string | null>(null);
	#error = $state.raw<UserError>();
	#busy = $state(false);
	#asked: BankAsked = {};
	#waiting: ReturnType<typeof setTimeout> | undefined;
	/** Answers to an earlier question come too late. */
	#turn = 0;

	constructor(private readonly bank: QuestionBank) {}

	/** Undefined until the first answer. */
	get found(): BankQuestion[] | undefined {
		return this.#found;
	}

	/** Whether one may go on. */
	get more(): boolean {
		return this.#from !== null;
	}

	get error(): UserError | undefined {
		return this.#error;
	}

	get busy(): boolean {
		return this.#busy;
	}

	/** Whether everything is asked for. */
	get isWide(): boolean {
		const { find, kind, whose = 'all' } = this.#asked;
		return !find && !kind && whose === 'all';
	}

	/** Looks for something else, when no other word follows at once. */
	look(asked: BankAsked): void {
		const isSame = JSON.stringify(asked) === JSON.stringify(this.#asked);
		if (isSame && this.#found) return;
		clearTimeout(this.#waiting);
		this.#asked = asked;
		this.#waiting = setTimeout(() => void this.again(), this.#found ? typed : 0);
	}

	/** Looks for the same from the beginning. */
	again(): Promise<void> {
		return this.#ask(this.#asked, []);
	}

	/** Goes on where the last answer ended. */
	async goOn(): Promise<void> {
		if (this.#from !== null) await this.#ask({ ...this.#asked, from: this.#from }, this.#found ?? []);
	}

	/** The one who looked is gone. */
	stop(): void {
		clearTimeout(this.#waiting);
		this.#turn++;
	}

	async #ask(asked: BankAsked, before: BankQuestion[]): Promise<void> {
		const turn = ++this.#turn;
		this.#busy = true;
		const error = await failureOf(async () => {
			const { questions, from } = await this.bank.list(asked);
			if (turn !== this.#turn) return;
			const known = before.map(({ id }) => id);
			this.#found = [...before, ...questions.filter(({ id }) => !known.includes(id))];
			this.#from = from;
		});
		if (turn !== this.#turn) return;
		this.#error = error;
		// What was found before is no answer to what is asked now.
		if (error && !before.length) [this.#found, this.#from] = [undefined, null];
		this.#busy = false;
	}
}
