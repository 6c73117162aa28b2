import type { JsonObject } from '$lib/base';
import { seconds12, seconds2004 } from '../data-model';
import type { Activity, Course } from './course';

const actions = ['exit,message', 'exit,no message', 'continue,message', 'continue,no message'];

/** The elements of a step's data model that its manifest decides; what is badly written there is not said. */
export function givenBy(step: Activity, version: Course['version']): JsonObject {
	const action = timeLimitActionOf(step);
	const limits: JsonObject = { ...(action && { time_limit_action: action }) };
	const launch: JsonObject = step.launchData ? { launch_data: step.launchData } : {};
	if (version === '1.2') {
		const mark = masteryOf(step);
		return {
			...launch,
			student_data: {
				...limits,
				...(mark !== null && { mastery_score: String(mark) }),
				...(seconds12(step.maxTimeAllowed) !== null && { max_time_allowed: step.maxTimeAllowed })
			}
		};
	}
	const { primaryObjective: primary, durationLimit = '' } = step.sequencing ?? {};
	const threshold = step.presentation?.threshold;
	return {
		...launch,
		...limits,
		...(durationLimit !== '' && seconds2004(durationLimit) !== null && { max_time_allowed: durationLimit }),
		...(primary?.satisfiedByMeasure && {
			scaled_passing_score: String(primary.minNormalizedMeasure ?? 1)
		}),
		...(threshold?.completedByMeasure && {
			completion_threshold: String(threshold.minProgressMeasure ?? 1)
		})
	};
}

/** What is to happen when a step's time is up, in the words of the standard; null without a good one. */
export function timeLimitActionOf({ timeLimitAction }: Activity): string | null {
	const action = timeLimitAction
		.trim()
		.replace(/\s*,\s*/, ',')
		.toLowerCase();
	return actions.includes(action) ? action : null;
}

/** The pass mark of a SCORM 1.2 step, 0 to 100; null without a good one. */
export function masteryOf({ masteryScore }: Activity): number | null {
	const mark = Number(masteryScore);
	return masteryScore.trim() !== '' && mark >= 0 && mark <= 100 ? mark : null;
}
