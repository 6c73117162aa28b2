import type { BankQuestion, QuestionToKeep } from '$lib/lesson/bank';

/** Questions kept for other lessons, wherever they are. Both throw `UserError`. */
export interface QuestionBank {
	/** Those the author may use, newest first. */
	list(): Promise<BankQuestion[]>;
	keep(question: QuestionToKeep): Promise<void>;
}
