import { Done, get, post } from '$lib/base';
import { BankAsked, BankChange, BankPage, QuestionToKeep } from '$lib/lesson/bank';

/** What is asked of a hub about kept questions. */
export const bank = {
	/** Those the person may use, newest first, a page of them. */
	list: get('/bank', BankPage, BankAsked),
	keep: post('/bank', Done, QuestionToKeep),
	/** Changes a kept question of one's own, takes it out of the bank or puts it back. */
	change: post('/bank/[question]', Done, BankChange)
};
