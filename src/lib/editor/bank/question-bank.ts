import type { BankChange, BankQuestion, QuestionToKeep } from '$lib/lesson/bank';

/** Questions kept for other lessons, wherever they are. All throw `UserError`. */
export interface QuestionBank {
	/** Those the author may use, newest first. */
	list(): Promise<BankQuestion[]>;
	keep(question: QuestionToKeep): Promise<void>;
	/** Changes a question of the author's own. */
	change(id: string, change: BankChange): Promise<void>;
}
