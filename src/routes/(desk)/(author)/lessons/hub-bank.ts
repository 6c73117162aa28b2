import type { QuestionBank } from '$lib/editor';
import { bank } from '$lib/hub/protocol';
import { ask } from './hub-request';

/** The questions kept on the hub. */
export const hubBank: QuestionBank = {
	list: (body) => ask(bank.list, { body }),
	keep: async (body) => void (await ask(bank.keep, { body })),
	change: async (question, body) => void (await ask(bank.change, { question, body }))
};
