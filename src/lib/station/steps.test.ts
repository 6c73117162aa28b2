import { courseOfLesson, untouched, type CourseState } from '$lib/scorm/course';
import type { StoredAttempt } from '$lib/store/browser';
import { expect, it } from 'vitest';
import { courseStateOf } from './steps';

const course = courseOfLesson('', '', '2004');
const state = (objectives: CourseState['objectives'], here: string | null = null): CourseState => ({
	...{ here, standing: untouched, steps: {}, attempts: {}, sequencing: null, data: {} },
	objectives
});
const attempt = (
	attemptId: string,
	updatedAt: number,
	objectives?: CourseState['objectives'],
	global = true
) =>
	({
		attemptId,
		updatedAt,
		...(objectives && {
			course: { state: state(objectives, 'A'), objectivesGlobal: global, dataGlobal: global }
		})
	}) as StoredAttempt;

it('a new attempt knows the global objectives of the learner’s others, the newest first', () => {
	const all = [
		attempt('b', 2, { g: 'new' }),
		attempt('a', 1, { g: 'old', h: 'h' }),
		attempt('own', 9, { x: 1 }, false)
	];
	expect(courseStateOf(attempt('c', 3), course, all)).toEqual(state({ g: 'new', h: 'h' }));
	expect(
		courseStateOf(attempt('c', 3), { ...course, objectivesOfAttempt: true, dataOfAttempt: true }, all)
	).toBeNull();
	expect(courseStateOf(attempt('c', 3), course, [])).toBeNull();
});

it('an attempt that goes on has what it had itself', () => {
	const mine = attempt('c', 3, { g: 'mine' });
	expect(courseStateOf(mine, course, [attempt('b', 2, { g: 'theirs', h: 'h' }), mine])).toEqual(
		state({ g: 'mine', h: 'h' }, 'A')
	);
	// What was written by a program that knew another form is left aside.
	const broken = { ...mine, course: { ...mine.course!, state: { here: 7 } } };
	expect(courseStateOf(broken, course, [])).toBeNull();
});
