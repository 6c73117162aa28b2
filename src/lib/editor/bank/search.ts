import { plainText } from '$lib/lesson';
import type { BankQuestion } from '$lib/lesson/bank';

/** What an author looks for in the bank; an empty `kind` is any. */
export interface Wanted {
	text: string;
	kind: string;
	whose: 'all' | 'mine' | 'shared';
}

/** The questions in which every word looked for stands, in their text or theme words. */
export function searchBank(questions: BankQuestion[], { text, kind, whose }: Wanted): BankQuestion[] {
	const wanted = folded(text).split(/\s+/).filter(Boolean);
	return questions.filter((one) => {
		if (kind && one.question.type !== kind) return false;
		if ((whose === 'mine' && !one.mine) || (whose === 'shared' && !one.shared)) return false;
		const said = folded([plainText(one.question), ...one.words].join(' '));
		return wanted.every((word) => said.includes(word));
	});
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();

/** Theme words as somebody types them: between spaces or commas, each once. */
export const wordsIn = (text: string): string[] =>
	[...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))].slice(0, 12).map((word) => word.slice(0, 40));
