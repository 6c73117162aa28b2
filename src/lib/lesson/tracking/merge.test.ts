import { expect, it } from 'vitest';
import { emptyState, mergeStates, type LessonState } from '.';

const state = (more: Partial<LessonState>): LessonState => ({ ...emptyState(), ...more });
const answered = (response: string, attempts: number) => ({ response, attempts, correct: true, score: 1 });

it('two states of one learner lose nothing to each other', () => {
	const here = state({
		page: 3,
		seed: 7,
		visited: { 1: true },
		questions: { 4: answered('a', 1), 5: answered('a', 2) },
		scenarios: { 8: { scene: 'a', ended: true } }
	});
	const there = state({
		page: 1,
		seed: 9,
		visited: { 2: true },
		questions: { 4: answered('b', 2), 5: answered('b', 2), 6: answered('b', 1) },
		videos: { 7: { position: 1, furthest: 5, percent: 50, seen: [] } },
		scenarios: { 8: { scene: 'b', ended: false } }
	});
	const merged = mergeStates(here, there);
	expect([merged.page, merged.seed]).toEqual([3, 7]);
	expect(merged.visited).toEqual({ 1: true, 2: true });
	expect(Object.values(merged.questions).map(({ response }) => response)).toEqual(['b', 'a', 'b']);
	expect(merged.videos[7]?.percent).toBe(50);
	expect(merged.scenarios[8]?.ended).toBe(true);
});
