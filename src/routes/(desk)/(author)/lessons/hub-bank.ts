import type { QuestionBank } from '$lib/editor';
import type { BankQuestion } from '$lib/lesson/bank';
import { ask } from './hub-request';

/** The questions kept on the hub. */
export const hubBank: QuestionBank = {
	list: () => ask<BankQuestion[]>('/bank'),
	keep: async (question) => void (await ask('/bank', question)),
	change: async (id, change) => void (await ask(`/bank/${id}`, change))
};
