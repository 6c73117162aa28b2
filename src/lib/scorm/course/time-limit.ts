import { seconds12, seconds2004 } from '../data-model';
import type { Activity, Course } from './course';
import { timeLimitActionOf } from './given';

/** What becomes of a step whose time is up. */
export interface TimeLimit {
	/** Of all sessions of one attempt together. */
	seconds: number;
	/** Whether the step is ended. */
	ends: boolean;
	/** Whether the learner is told. */
	tells: boolean;
}

/**
 * The limit a player has to heed (`max_time_allowed` with `time_limit_action`, SCORM 1.2 RTE 3.4.4, 2004 RTE 4.2.20 and
 * 4.2.24). Null without a limit, and where nothing is to happen when it is over, as without an action.
 */
export function timeLimitOf(step: Activity, version: Course['version']): TimeLimit | null {
	const seconds =
		version === '1.2' ? seconds12(step.maxTimeAllowed) : seconds2004(step.sequencing?.durationLimit ?? '');
	const action = timeLimitActionOf(step);
	const ends = action?.startsWith('exit,') ?? false;
	const tells = action?.endsWith(',message') ?? false;
	return seconds && (ends || tells) ? { seconds, ends, tells } : null;
}
