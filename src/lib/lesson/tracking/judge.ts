import { isMarked, type MarkedItem, type QuestionItem } from '../items';
import { rulesOf, type Answer } from './questions';

export type { Answer } from './questions';

/** One main point of a discussion; `who` is a group's or a person's name as typed, possibly empty. */
export interface Point {
	who: string;
	text: string;
}

/**
 * How an answer was marked. `score` is the share of the question's points it earns, 0 to 1; `correct` when that is all of
 * them. Both are null where nothing is marked.
 */
export interface Judgement {
	correct: boolean | null;
	score: number | null;
}

/**
 * Marks an answer. Rules: a wholly right answer earns all points; a partly right one earns its share where the question
 * gives partial credit, else nothing; the last answer counts; hints and repeated tries cost nothing. The shares:
 * several choices: (right − wrong chosen) / right ones, not below 0; gaps, pairs, groups: right ones / all;
 * order: steps at their own place / all; one choice, true or false, number, place: all or nothing.
 */
export const judge = (item: QuestionItem, response: unknown): Judgement =>
	judged(item, rulesOf(item).share(item, response));

/** The judgement that a share of rightness comes to. */
export function judged(item: QuestionItem, share: number | null): Judgement {
	if (share === null || !isMarked(item)) return { correct: null, score: null };
	const correct = share === 1;
	return { correct, score: correct || item.partial ? share : 0 };
}

/** A wholly right answer; several keys are in the order of the options. */
export const rightAnswer = (item: MarkedItem): Answer => rulesOf(item).right(item)!;
