import { isQuestion, type Item, type QuestionItem, type QuizItem } from '../items';
import { fnv1a, type LessonState } from './state';

/** A number below 2^32 that depends on seed and numbers alone; the same in every browser. */
function chance(seed: number, ...numbers: number[]): number {
	let value = fnv1a([seed, ...numbers].join());
	// FNV alone spreads neighbouring numbers badly in its upper bits.
	value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
	value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
	return (value ^ (value >>> 16)) >>> 0;
}

/**
 * The questions of a quiz that this learner gets, in their order. Chosen one by one by seed and tracking number, so that
 * an edit of one question does not deal the others anew.
 */
export function drawn(quiz: QuizItem, items: Item[], seed: number): QuestionItem[] {
	const pool = items.filter(isQuestion).filter((item) => item.quiz === quiz.sid);
	const dealt = [...pool].sort((a, b) => chance(seed, quiz.sid, a.sid) - chance(seed, quiz.sid, b.sid));
	const chosen = dealt.slice(0, quiz.draw ?? pool.length);
	return quiz.shuffle ? chosen : pool.filter((item) => chosen.includes(item));
}

/** The items that count for this learner: all but the questions of quizzes that were not drawn. */
export function itemsFor(items: Item[], state: Pick<LessonState, 'seed'>): Item[] {
	const quizzes = items.filter((item): item is QuizItem => item.kind === 'quiz');
	if (quizzes.every((quiz) => quiz.draw === null)) return items;
	const chosen = new Set<Item>(quizzes.flatMap((quiz) => drawn(quiz, items, state.seed)));
	return items.filter((item) => !isQuestion(item) || item.quiz === null || chosen.has(item));
}

/** Things in an order of chance, the same whenever seed, question and things are the same. */
export function shuffled<T extends { key: string }>(things: T[], seed: number, sid: number): T[] {
	const rank = ({ key }: T) => chance(seed, sid, key.charCodeAt(0));
	return [...things].sort((a, b) => rank(a) - rank(b));
}
