import { readStanding, type ScormVersion } from '$lib/scorm';
import type { SavedStep, StepCommit } from './protocol';

/** What is kept of a step after a commit, for the next launch. */
export function savedAfter({ cmi, final, before }: StepCommit, version: ScormVersion): SavedStep {
	const seconds = readStanding(cmi, version).sittingSeconds ?? 0;
	return { cmi, final, before: { total: before.total + seconds, attempt: before.attempt + seconds } };
}
