import type { QuestionItem } from '../../items';
import { grouping, matching, ordering } from './arranged';
import { hotspot, multipleChoice, singleChoice, trueFalse } from './choice';
import type { QuestionRules } from './rules';
import { fillIn, numeric, scale, shortAnswer } from './written';

type Kind = QuestionItem['kind'];

const rules: { [K in Kind]: QuestionRules<Extract<QuestionItem, { kind: K }>> } = {
	singleChoice,
	multipleChoice,
	trueFalse,
	fillIn,
	numeric,
	matching,
	ordering,
	grouping,
	hotspot,
	shortAnswer,
	scale
} satisfies Record<Kind, unknown>;

/** The rules of a question's kind. */
export const rulesOf = <I extends QuestionItem>(item: I): QuestionRules<I> =>
	rules[item.kind] as unknown as QuestionRules<I>;

export { outside } from './choice';
export { comparable, numberIn } from './answer-texts';
export type { Answer } from './rules';
