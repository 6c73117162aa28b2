import { Done, get, post } from '$lib/base';
import { BankChange, BankQuestion, QuestionToKeep } from '$lib/lesson/bank';
import * as v from 'valibot';

/** What is asked of a hub about kept questions. */
export const bank = {
	/** Those the person may use, newest first. */
	list: get('/bank', v.array(BankQuestion)),
	keep: post('/bank', Done, QuestionToKeep),
	/** Changes a kept question of one's own, takes it out of the bank or puts it back. */
	change: post('/bank/[question]', Done, BankChange)
};
