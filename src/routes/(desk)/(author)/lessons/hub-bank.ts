import type { QuestionBank } from '$lib/editor';
import type { BankPage } from '$lib/lesson/bank';
import { ask } from './hub-request';

/** The questions kept on the hub. */
export const hubBank: QuestionBank = {
	list: (asked) => ask<BankPage>(`/bank?${new URLSearchParams(asked).toString()}`),
	keep: async (question) => void (await ask('/bank', question)),
	change: async (id, change) => void (await ask(`/bank/${id}`, change))
};
