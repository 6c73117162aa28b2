import type { ChoiceItem, QuestionItem, TrueFalseItem } from '../items';

/** The answer to a question: an option's key, several keys, or right/wrong for a statement. */
export type Answer = string | string[] | boolean;

/** One main point of a discussion; `who` is a group's or a person's name as typed, possibly empty. */
export interface Point {
	who: string;
	text: string;
}

/** What came of a discussion. */
export interface DiscussionResponse {
	points: Point[];
}

/** What a learner, or a room, gave in return to an item. */
export type Response = Answer | DiscussionResponse;

/** How an answer was marked; `score` is a share from 0 to 1. */
export interface Judgement {
	correct: boolean;
	score: number;
}

/** Marks a response. A multiple choice is right when exactly the right options are chosen; there is no half mark. */
export function judge(item: QuestionItem, response: Response): Judgement {
	const correct = same(rightAnswer(item), response);
	return { correct, score: correct ? 1 : 0 };
}

/** The answer that is marked right; several keys are in the order of the options. */
export function rightAnswer(item: TrueFalseItem): boolean;
export function rightAnswer(item: QuestionItem): Answer;
export function rightAnswer(item: QuestionItem): Answer {
	if (item.kind === 'trueFalse') return item.answer;
	const keys = rightKeys(item);
	return item.kind === 'singleChoice' ? (keys[0] ?? '') : keys;
}

const rightKeys = (item: ChoiceItem) => item.options.filter((o) => o.correct).map((o) => o.key);

function same(right: Answer, given: Response): boolean {
	if (!Array.isArray(right)) return right !== '' && right === given;
	if (!Array.isArray(given)) return false;
	const chosen = new Set(given);
	return right.length > 0 && chosen.size === right.length && right.every((key) => chosen.has(key));
}
