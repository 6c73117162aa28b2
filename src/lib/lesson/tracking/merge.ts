import type { LessonState } from './state';

/** Two states of one learner in one: of each question the answer given after more tries, of everything else what goes further; `first` wins a draw. */
export function mergeStates(first: LessonState, second: LessonState): LessonState {
	const merged: LessonState = {
		...first,
		page: first.page ?? second.page,
		seed: first.seed || second.seed,
		visited: { ...second.visited, ...first.visited },
		videos: { ...second.videos, ...first.videos },
		questions: { ...second.questions, ...first.questions },
		scenarios: { ...second.scenarios, ...first.scenarios },
		discussions: { ...second.discussions, ...first.discussions }
	};
	for (const [sid, theirs] of entries(second.questions))
		if (theirs.attempts > (first.questions[sid]?.attempts ?? 0)) merged.questions[sid] = theirs;
	for (const [sid, theirs] of entries(second.videos))
		if (theirs.percent > (first.videos[sid]?.percent ?? 0)) merged.videos[sid] = theirs;
	for (const [sid, theirs] of entries(second.scenarios))
		if (theirs.ended && !first.scenarios[sid]?.ended) merged.scenarios[sid] = theirs;
	return merged;
}

const entries = <T>(record: Record<number, T>) =>
	Object.entries(record).map(([sid, value]): [number, T] => [Number(sid), value]);
