import { isMarked, isQuestion, type Item, type MarkedItem, type QuizItem } from '../items';
import { drawn, itemsFor } from './draw';
import { watchedPercent, type LessonState } from './state';

type Success = 'passed' | 'failed' | 'unknown';

/** Where a learner stands. `scaled` is the share of the points, 0 to 1, once all marked questions are answered. */
export interface Summary {
	completion: 'completed' | 'incomplete';
	success: Success;
	scaled: number | null;
	/** Pages read, questions answered, films watched and stories ended, of how many. */
	done: number;
	total: number;
}

/** Whether an item is something to do. A quiz is done by its questions; talking cannot be measured. */
const isTask = (item: Item) => item.kind !== 'discussion' && item.kind !== 'quiz';

/** Whether nothing is left to do at an item; always so at a discussion or quiz itself. A film also wants its required answers. */
export function isDone(item: Item, state: LessonState): boolean {
	if (item.kind === 'page') return state.visited[item.sid] === true;
	if (item.kind === 'video')
		return (
			(state.videos[item.sid]?.percent ?? 0) >= watchedPercent &&
			item.required.every((sid) => sid in state.questions)
		);
	if (item.kind === 'scenario') return state.scenarios[item.sid]?.ended === true;
	return !isQuestion(item) || item.sid in state.questions;
}

/**
 * Sums a state up. Complete when every page was read, every question answered, every film watched with what it requires and every story brought
 * to an end. Passed or failed only when all marked questions are answered and something says what passes: the lesson's
 * `passPercent`, or a quiz's own mark; passed when every one of these marks is reached. Questions a quiz did not draw do
 * not exist for this learner.
 */
export function summarise(all: Item[], state: LessonState, passPercent: number | null): Summary {
	const items = itemsFor(all, state);
	const tasks = items.filter(isTask);
	const done = tasks.filter((item) => isDone(item, state)).length;
	const scaled = scaledScore(items.filter(isMarked), state);
	return {
		completion: done === tasks.length ? 'completed' : 'incomplete',
		success: scaled === null ? 'unknown' : successOf(all, state, passPercent, scaled),
		scaled,
		done,
		total: tasks.length
	};
}

/** Where a learner stands in one quiz: its share of points once all its questions are answered, and against its own mark. */
export function quizStanding(
	quiz: QuizItem,
	items: Item[],
	state: LessonState
): { scaled: number | null; success: Success } {
	const scaled = scaledScore(drawn(quiz, items, state.seed).filter(isMarked), state);
	const decided = scaled !== null && quiz.passPercent !== null;
	return { scaled, success: decided ? verdict(reaches(scaled, quiz.passPercent!)) : 'unknown' };
}

function successOf(items: Item[], state: LessonState, passPercent: number | null, scaled: number): Success {
	const quizzes = items
		.filter((item): item is QuizItem => item.kind === 'quiz')
		.map((quiz) => quizStanding(quiz, items, state).success);
	const marks = passPercent === null ? quizzes : [...quizzes, verdict(reaches(scaled, passPercent))];
	const decided = marks.filter((mark) => mark !== 'unknown');
	return decided.length ? verdict(!decided.includes('failed')) : 'unknown';
}

const verdict = (passed: boolean): Success => (passed ? 'passed' : 'failed');

// 0.7 of the weights is 70 percent, though 0.7 * 100 is 70 less a little in floating point.
const reaches = (scaled: number, percent: number) => scaled * 100 + 1e-7 >= percent;

function scaledScore(questions: MarkedItem[], state: LessonState): number | null {
	let [earned, all] = [0, 0];
	for (const question of questions) {
		const given = state.questions[question.sid];
		if (!given) return null;
		all += question.weight;
		earned += question.weight * (given.score ?? 0);
	}
	return all > 0 ? earned / all : null;
}
