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
		isDirty(what: string): boolean;
		clearDirty(what: string): void;
		mapInfo: { targetObjectiveID: string; readProgressMeasure?: boolean }[];
	} | null;
}
interface Globals {
	get(id: string): { progressMeasureKnown?: boolean } | undefined;
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
/** What a step reported, of itself and of its objectives. */
interface Reported {
	progress_measure: string;
	completion_status_was_set: boolean;
	objectives: { id: string; completion_status: string; progress_measure: string }[];
}
interface Service {
	configuration: { wasCMIElementSetByContent?: (element: string) => boolean };
	sequencing: { activityTree: { currentActivity: { primaryObjective: { id: string } | null } | null } };
	getCMIDataForTransfer: (this: Service) => Reported;
}
interface Inside {
	getSequencingService():
		| (Service & {
				overallSequencingProcess: { terminationHandler: Ender } | null;
				rollupProcess: RollupProcess;
		  })
		| null;
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
	preferStep(Object.getPrototypeOf(service) as Service);
	readMeasure(Object.getPrototypeOf(service.rollupProcess.globalObjectiveSynchronizer) as Synchronizer);
}

/** What a step says of itself is said of its primary objective, whatever it says of that one apart (RTE 4.2.17). */
function preferStep(service: Service): void {
	const { getCMIDataForTransfer } = service;
	service.getCMIDataForTransfer = function () {
		const reported = getCMIDataForTransfer.call(this);
		const primary = this.sequencing.activityTree.currentActivity?.primaryObjective?.id;
		const set = (element: string) => this.configuration.wasCMIElementSetByContent?.(element) === true;
		for (const one of reported.objectives) {
			if (one.id !== primary) continue;
			if (set('cmi.completion_status')) one.completion_status = '';
			if (set('cmi.progress_measure')) one.progress_measure = '';
		}
		return reported;
	};
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
		const own = primary.isDirty('completionStatus');
		primary.completionStatus = status;
		// What was only read is not written back: the step finds what was said elsewhere.
		if (!own) primary.clearDirty('completionStatus');
		node.completionStatus = status;
		return changed || before !== status;
	};
}

const measured = ({ minProgressMeasure }: Node, measure: number) =>
	measure >= minProgressMeasure ? 'completed' : 'incomplete';
