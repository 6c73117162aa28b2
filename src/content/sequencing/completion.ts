import type api from 'scorm-again/scorm2004/min';

/** What is used here of an activity of the engine's tree. */
interface Node {
	children: Node[];
	isActive: boolean;
	completionStatus: string;
	attemptProgressStatus: boolean;
	completedByMeasure: boolean;
	minProgressMeasure: number;
	sequencingControls: { tracked: boolean; completionSetByContent: boolean };
	primaryObjective: {
		completionStatus: string;
		progressMeasure: number;
		progressMeasureStatus: boolean;
		mapInfo: { targetObjectiveID: string; readProgressMeasure?: boolean }[];
	} | null;
}
interface Globals {
	get(id: string): { progressMeasureKnown?: boolean; progressMeasure?: number } | undefined;
}
interface Ender {
	getCMIData?: () => { completion_status_was_set?: boolean } | null;
	endAttempt: (this: Ender, node: Node) => void;
}
interface RollupProcess {
	globalObjectiveSynchronizer: Synchronizer;
	syncTerminatedActivityObjectives: (this: RollupProcess, node: Node, globals: Globals) => unknown;
}
interface Synchronizer {
	syncGlobalObjectivesReadPhaseInternal: (
		this: Synchronizer,
		node: Node,
		globals: Globals,
		...how: unknown[]
	) => boolean;
}
interface Inside {
	getSequencingService(): {
		overallSequencingProcess: { terminationHandler: Ender } | null;
		rollupProcess: RollupProcess;
	} | null;
}

/**
 * Corrects what the engine makes of completion: a step that says "unknown" is not finished for it, and what is unknown
 * does not become "incomplete" by ending; what is completed by measure is so by a measure that it reads, too; and a
 * folder that is not tracked reads nothing.
 */
export function keepUnknownCompletion(engine: api): void {
	const service = (engine as unknown as Inside).getSequencingService();
	const ender = service?.overallSequencingProcess?.terminationHandler;
	if (!service || !ender) throw new Error('the sequencing engine ends no attempts');
	endUnknown(
		Object.getPrototypeOf(ender) as Ender,
		Object.getPrototypeOf(service.rollupProcess) as RollupProcess
	);
	readMeasure(Object.getPrototypeOf(service.rollupProcess.globalObjectiveSynchronizer) as Synchronizer);
}

function endUnknown(ender: Ender, rollup: RollupProcess): void {
	const { endAttempt } = ender;
	const { syncTerminatedActivityObjectives } = rollup;
	/** Folders of which nothing was known when they ended. */
	const unknown = new Set<Node>();
	ender.endAttempt = function (node) {
		if (node.children.length > 0) {
			if (node.completionStatus === 'unknown') unknown.add(node);
			endAttempt.call(this, node);
			unknown.delete(node);
			return;
		}
		const cmi = this.getCMIData?.();
		const { sequencingControls } = node;
		const before = sequencingControls.completionSetByContent;
		if (cmi?.completion_status_was_set) sequencingControls.completionSetByContent = true;
		endAttempt.call(this, node);
		sequencingControls.completionSetByContent = before;
	};
	rollup.syncTerminatedActivityObjectives = function (node, globals) {
		const folder = node.children.length > 0;
		if (folder ? unknown.has(node) : !node.attemptProgressStatus) node.completionStatus = 'unknown';
		const { primaryObjective: primary } = node;
		if (!folder && node.completedByMeasure && primary?.progressMeasureStatus)
			node.completionStatus = measured(node, primary.progressMeasure);
		return syncTerminatedActivityObjectives.call(this, node, globals);
	};
}

function readMeasure(synchronizer: Synchronizer): void {
	const { syncGlobalObjectivesReadPhaseInternal } = synchronizer;
	synchronizer.syncGlobalObjectivesReadPhaseInternal = function (node, globals, ...how) {
		if (node.children.length > 0 && !node.sequencingControls.tracked) return false;
		const before = node.completionStatus;
		const changed = syncGlobalObjectivesReadPhaseInternal.call(this, node, globals, ...how);
		const { primaryObjective: primary } = node;
		if (!primary?.mapInfo.length || !node.completedByMeasure) return changed;
		const read = primary.mapInfo.some(
			({ targetObjectiveID, readProgressMeasure }) =>
				readProgressMeasure && globals.get(targetObjectiveID)?.progressMeasureKnown
		);
		const status = read ? measured(node, primary.progressMeasure) : before;
		primary.completionStatus = status;
		node.completionStatus = status;
		return changed || before !== status;
	};
}

const measured = ({ minProgressMeasure }: Node, measure: number) =>
	measure >= minProgressMeasure ? 'completed' : 'incomplete';
