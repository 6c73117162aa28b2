import type { Course } from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { keepUnknownCompletion } from './completion';
import { countWholeMeasure } from './measure';
import { correctNavigation } from './navigation';
import { rollUpWhatIsKnown } from './rollup';

interface Inside {
	getSequencingService(): {
		overallSequencingProcess: {
			activityTree: {
				root: object | null;
				currentActivity: object | null;
				getAllActivities(): { objectives: { mapInfo: object[]; resetState(): void }[] }[];
			};
			getGlobalObjectiveMap(): Map<string, unknown>;
			sequencingProcess: { sequencingRequestProcess(request: string, target: string | null): unknown };
		} | null;
	} | null;
}

let corrected = false;

/** Corrects the engine where it does not do what the standard says; most of it once for all engines of a page. */
export function correct(engine: api, { objectivesOfAttempt }: Course): void {
	if (objectivesOfAttempt) keepToAttempt(engine);
	if (corrected) return;
	corrected = true;
	for (const one of [correctNavigation, countWholeMeasure, rollUpWhatIsKnown, keepUnknownCompletion])
		one(engine);
}

/** Objectives that are not global to the system are those of one attempt at the course (SN 4th edition 3.10.2). */
function keepToAttempt(engine: api): void {
	const process = (engine as unknown as Inside).getSequencingService()?.overallSequencingProcess;
	if (!process) throw new Error('the engine has no sequencing');
	const { sequencingProcess, activityTree } = process;
	const follow = sequencingProcess.sequencingRequestProcess.bind(sequencingProcess);
	sequencingProcess.sequencingRequestProcess = (request, target) => {
		const again = request === 'retry' && activityTree.currentActivity === activityTree.root;
		if (again || request === 'retryAll') {
			process.getGlobalObjectiveMap().clear();
			// What was read from there is as old.
			for (const objective of activityTree.getAllActivities().flatMap(({ objectives }) => objectives))
				if (objective.mapInfo.length) objective.resetState();
		}
		return follow(request, target);
	};
}
