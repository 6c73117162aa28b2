import type { BankAsked, BankChange, BankPage, QuestionToKeep } from '$lib/lesson/bank';

/** Questions kept for other lessons, wherever they are. All throw `UserError`. */
export interface QuestionBank {
	/** Those the author may use and looks for, newest first, a page of them. */
	list(asked: BankAsked): Promise<BankPage>;
	keep(question: QuestionToKeep): Promise<void>;
	/** Changes a question of the author's own. */
	change(id: string, change: BankChange): Promise<void>;
}
