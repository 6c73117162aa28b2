import { aikenQuestions } from './aiken';
import type { Found } from './found';
import { giftQuestions } from './gift';
import { plainQuestions } from './plain';

export * from './found';

/** How questions are written; `plain` is the way of exam papers. */
export type QuestionFormat = 'auto' | 'plain' | 'gift' | 'aiken';

/** Which format a text is in. */
export function formatOf(text: string): Exclude<QuestionFormat, 'auto'> {
	if (/^[^\S\n]*ANSWER[^\S\n]*[:：][^\S\n]*[A-Z][^\S\n]*$/im.test(text) && !/[{}]/.test(text)) return 'aiken';
	const gift =
		/(?:^|[^\\])\{\s*(?:[=~#]|T(?:RUE)?\b|F(?:ALSE)?\b)|^[^\S\n]*::[^\n]*::|^[^\S\n]*\$CATEGORY:/im;
	return gift.test(text) ? 'gift' : 'plain';
}

/**
 * Reads questions from a text. Never throws; every line that is not in a question as it was meant is named in
 * `notUnderstood`. A question without an answer comes without one and is named too.
 */
export function questionsFrom(text: string, format: QuestionFormat = 'auto'): Found {
	const readers = { plain: plainQuestions, gift: giftQuestions, aiken: aikenQuestions };
	return readers[format === 'auto' ? formatOf(text) : format](text);
}

/** Whether a text looks like exam questions: at least two with an answer to choose or said. */
export function looksLikeQuestions(text: string): boolean {
	if (text.length > 200_000) return false;
	const { questions } = questionsFrom(text);
	return questions.filter(({ type }) => type !== 'shortAnswer').length >= 2;
}
