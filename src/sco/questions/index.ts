import type { QuestionItem } from '$lib/lesson/tracking';
import type { Answering, AnsweringOf } from './answering';
import { choice, scale, trueFalse } from './choosing';
import { ordering } from './ordering';
import { grouping, matching } from './placing';
import { pointing } from './pointing';
import { fillIn, numeric, shortAnswer } from './writing';

type Kind = QuestionItem['kind'];

const kinds: { [K in Kind]: AnsweringOf<Extract<QuestionItem, { kind: K }>> } = {
	singleChoice: choice,
	multipleChoice: choice,
	trueFalse,
	fillIn,
	numeric,
	matching,
	ordering,
	grouping,
	hotspot: pointing,
	shortAnswer,
	scale
};

/** Sets up how a question of whichever kind is answered. */
export const answeringOf = (element: HTMLElement, item: QuestionItem, seed: number): Answering =>
	(kinds[item.kind] as AnsweringOf<QuestionItem>)(element, item, seed);
