import type api from 'scorm-again/scorm2004/min';

/** What is used here of an activity of the engine's tree. */
interface Child {
	objectiveMeasureStatus: boolean;
	objectiveNormalizedMeasure: number;
	objectiveInfoAvailableInCurrentParentAttempt: boolean;
	sequencingControls: { tracked: boolean; objectiveMeasureWeight: number };
}
interface Parent extends Child {
	isActive: boolean;
	rollupConsiderations: { measureSatisfactionIfActive: boolean };
	objectiveSatisfiedStatus: boolean;
	objectiveSatisfiedStatusKnown: boolean;
	primaryObjective: { satisfiedByMeasure: boolean } | null;
	getAvailableChildren(): Child[];
}
interface Processor {
	measureRollupProcess(activity: Parent): unknown[];
}
interface ObjectiveProcessor {
	objectiveRollupProcess: RollUp;
	objectiveRollupUsingMeasure(activity: Parent): boolean | null;
}
type RollUp = (this: ObjectiveProcessor, activity: Parent) => void;
interface Inside {
	getSequencingService(): {
		rollupProcess: { measureProcessor: Processor; objectiveProcessor: ObjectiveProcessor };
	} | null;
}

/**
 * Corrects the engine's measure roll-up: it divides by the weights of those steps only that have a score, and changes the
 * weights of unfinished and repeated ones. The standard, and ADL's own engine, divide by the weights of all tracked
 * steps (SN 4th edition, RB.1.1): of two steps one with 1.0 is 0.5. What is satisfied by measure is so by nothing else
 * (RB.1.2), and while the activity goes on only where the manifest lets it.
 */
export function countWholeMeasure(engine: api): void {
	const rollup = (engine as unknown as Inside).getSequencingService()?.rollupProcess;
	if (!rollup) throw new Error('the sequencing engine has no roll-up');
	const measure = Object.getPrototypeOf(rollup.measureProcessor) as Processor;
	measure.measureRollupProcess = (activity) => {
		const tracked = activity.getAvailableChildren().filter((child) => child.sequencingControls.tracked);
		const weight = (child: Child) => child.sequencingControls.objectiveMeasureWeight;
		const known = tracked.filter(
			(child) => child.objectiveMeasureStatus && child.objectiveInfoAvailableInCurrentParentAttempt !== false
		);
		const whole = tracked.reduce((sum, child) => sum + weight(child), 0);
		activity.objectiveMeasureStatus = known.length > 0 && whole > 0;
		if (activity.objectiveMeasureStatus)
			activity.objectiveNormalizedMeasure =
				known.reduce((sum, child) => sum + weight(child) * child.objectiveNormalizedMeasure, 0) / whole;
		// The engine goes on to mix clusters by rules of its own; there are none for it to mix.
		return [];
	};
	const objective = Object.getPrototypeOf(rollup.objectiveProcessor) as ObjectiveProcessor;
	const usual = Object.getOwnPropertyDescriptor(objective, 'objectiveRollupProcess')?.value as RollUp;
	const byMeasure: RollUp = function (activity) {
		if (!activity.primaryObjective?.satisfiedByMeasure) return usual.call(this, activity);
		const settles = !activity.isActive || activity.rollupConsiderations.measureSatisfactionIfActive;
		const satisfied = settles ? this.objectiveRollupUsingMeasure(activity) : null;
		activity.objectiveSatisfiedStatus = satisfied === true;
		activity.objectiveSatisfiedStatusKnown = satisfied !== null;
	};
	objective.objectiveRollupProcess = byMeasure;
}
