import type { SavedSteps } from '$lib/player';
import { CourseState, untouched, type Course } from '$lib/scorm/course';
import type { StoredAttempt, StoredStep } from '$lib/store/browser';
import * as v from 'valibot';

export const newStep: StoredStep = { cmi: null, secondsBefore: 0, secondsNow: 0, entered: [] };

/** A step whose session is over: its seconds are counted, once. */
export function sessionEnded<T extends StoredStep>(step: T): T {
	const { session: _, before = { total: step.secondsBefore, attempt: step.secondsBefore }, ...rest } = step;
	const { secondsBefore, secondsNow } = step;
	return {
		...rest,
		secondsBefore: secondsBefore + secondsNow,
		secondsNow: 0,
		before: { total: before.total + secondsNow, attempt: before.attempt + secondsNow }
	} as T;
}

/** All seconds of an attempt. */
export function secondsOf(attempt: StoredAttempt): number {
	return [attempt, ...Object.values(attempt.steps ?? {})].reduce(
		(sum, { secondsBefore, secondsNow }) => sum + secondsBefore + secondsNow,
		0
	);
}

/** What a launch begins with: a lesson of ours, which is one step, or the steps of a course. */
export const savedSteps = (attempt: StoredAttempt, course: boolean): SavedSteps =>
	Object.fromEntries(
		Object.entries(course ? (attempt.steps ?? {}) : { lesson: attempt }).flatMap(([id, step]) => {
			const { cmi, before, final = true } = sessionEnded(step);
			return cmi && before ? [[id, { cmi, before, final }]] : [];
		})
	);

/**
 * How far a learner is in a course: what the attempt says; besides, unless the course keeps its own (SCORM 2004 CAM
 * 3.4.1.5), the global objectives and shared data of the learner's other attempts and courses, the newest counting.
 */
export function courseStateOf(
	attempt: StoredAttempt,
	course: Course,
	all: StoredAttempt[]
): CourseState | null {
	const parsed = v.safeParse(CourseState, attempt.course?.state);
	const own = parsed.success ? parsed.output : null;
	const others = all
		.filter(({ attemptId }) => attemptId !== attempt.attemptId)
		.sort((a, b) => a.updatedAt - b.updatedAt);
	const shared = (part: 'objectives' | 'data', global: 'objectivesGlobal' | 'dataGlobal') =>
		others.flatMap(({ course: kept }) => {
			const state = v.safeParse(CourseState, kept?.state);
			return kept?.[global] && state.success ? [state.output[part]] : [];
		});
	const objectives = course.objectivesOfAttempt ? [] : shared('objectives', 'objectivesGlobal');
	const data = course.dataOfAttempt ? [] : shared('data', 'dataGlobal');
	if (!own && !objectives.length && !data.length) return null;
	const fresh = { here: null, standing: untouched, steps: {}, attempts: {}, sequencing: null };
	return {
		...(own ?? fresh),
		objectives: Object.assign({}, ...objectives, own?.objectives) as CourseState['objectives'],
		data: Object.assign({}, ...data, own?.data) as CourseState['data']
	};
}
