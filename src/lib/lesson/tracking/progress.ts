import { isQuestion, type Item, type QuestionItem } from '../items';
import { watchedPercent, type LessonState } from './state';

/** Where a learner stands. `scaled` is the share of the weights, 0 to 1, once all questions are answered. */
export interface Summary {
	completion: 'completed' | 'incomplete';
	success: 'passed' | 'failed' | 'unknown';
	scaled: number | null;
	/** Pages read, questions answered and films watched, of how many. */
	done: number;
	total: number;
}

/** Whether nothing is left to do at an item. Talking cannot be measured, so a discussion is always done. */
export function isDone(item: Item, state: LessonState): boolean {
	if (item.kind === 'page') return state.visited[item.sid] === true;
	if (item.kind === 'video') return (state.videos[item.sid]?.percent ?? 0) >= watchedPercent;
	return item.kind === 'discussion' || item.sid in state.questions;
}

/**
 * Sums a state up. Complete when every page was read, every question answered and every film watched; passed or failed
 * only when all questions are answered and the lesson is marked (`passPercent` not null).
 */
export function summarise(items: Item[], state: LessonState, passPercent: number | null): Summary {
	const counted = items.filter((item) => item.kind !== 'discussion');
	const done = counted.filter((item) => isDone(item, state)).length;
	const scaled = scaledScore(items.filter(isQuestion), state);
	return {
		completion: done === counted.length ? 'completed' : 'incomplete',
		success: scaled === null || passPercent === null ? 'unknown' : passes(scaled, passPercent),
		scaled,
		done,
		total: counted.length
	};
}

// 0.7 of the weights is 70 percent, though 0.7 * 100 is 70 less a little in floating point.
const passes = (scaled: number, percent: number) => (scaled * 100 + 1e-7 >= percent ? 'passed' : 'failed');

function scaledScore(questions: QuestionItem[], state: LessonState): number | null {
	let [right, all] = [0, 0];
	for (const question of questions) {
		const given = state.questions[question.sid];
		if (!given) return null;
		all += question.weight;
		if (given.correct) right += question.weight;
	}
	return all > 0 ? right / all : null;
}
