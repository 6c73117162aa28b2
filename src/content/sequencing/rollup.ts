import type api from 'scorm-again/scorm2004/min';

/** What is used here of an activity of the engine's tree. */
interface Node {
	children: Node[];
	objectiveSatisfiedStatusKnown: boolean;
	objectiveMeasureStatus: boolean;
	completionStatus: string;
	objectiveInfoAvailableInCurrentParentAttempt: boolean;
	progressInfoAvailableInCurrentParentAttempt: boolean;
	sequencingControls: {
		tracked: boolean;
		rollupObjectiveSatisfied: boolean;
		rollupProgressCompletion: boolean;
	};
	sequencingRules: { preConditionRules: { action: string; evaluate(node: Node): boolean }[] };
	isAvailable: boolean;
	isSuspended: boolean;
	attemptCount: number;
	requiredForSatisfied: string;
	requiredForNotSatisfied: string;
	requiredForCompleted: string;
	requiredForIncomplete: string;
	rollupRules: { rules: Rule[] };
	getAvailableChildren(): Node[];
}
interface Condition {
	condition: string;
	operator: string | null;
	evaluate(child: Node): boolean;
}
interface Rule {
	action: string;
	consideration: string;
	minimumCount: number;
	minimumPercent: number;
	conditionCombination: string;
	conditions: Condition[];
}
interface Filter {
	checkChildForRollupSubprocess: (this: Filter, child: Node, of: string, action: string) => boolean;
}
interface Evaluator {
	childFilter: Filter;
	evaluateRollupRule(this: Evaluator, activity: Node, rule: Rule): boolean;
}
interface ObjectiveProcessor {
	objectiveRollupProcess: (this: ObjectiveProcessor, activity: Node) => void;
	objectiveRollupUsingDefault: (this: ObjectiveProcessor, activity: Node) => boolean | null;
}
interface ProgressProcessor {
	activityProgressRollupProcess: (this: ProgressProcessor, activity: Node) => void;
}
interface Process {
	overallRollupProcess: (this: Process, node: Node, ...rest: unknown[]) => unknown;
}
interface Inside {
	getSequencingService(): {
		rollupProcess: Process & {
			ruleEvaluator: Evaluator;
			objectiveProcessor: ObjectiveProcessor;
			progressProcessor: ProgressProcessor;
		};
	} | null;
}

/**
 * Corrects the engine's roll-up of states (SN 4th edition, RB.1.2 to RB.1.4): what is not known about a step is neither true
 * nor false for a rule; where an activity has rules of its own the usual ones do not count; and what is not tracked
 * has no state.
 */
export function rollUpWhatIsKnown(engine: api): void {
	const process = (engine as unknown as Inside).getSequencingService()?.rollupProcess;
	if (!process) throw new Error('the sequencing engine has no roll-up');
	const whole = Object.getPrototypeOf(process) as Process;
	const { overallRollupProcess } = whole;
	// The engine begins above what ended, although a folder has come to its own end, too (RB.1.5).
	whole.overallRollupProcess = function (node, ...rest) {
		return overallRollupProcess.call(this, node.children[0] ?? node, ...rest);
	};
	const evaluator = Object.getPrototypeOf(process.ruleEvaluator) as Evaluator;
	evaluator.evaluateRollupRule = function (activity, rule) {
		const of = rule.action === 'satisfied' || rule.action === 'notSatisfied' ? 'objective' : 'progress';
		const said = activity
			.getAvailableChildren()
			.filter((child) => this.childFilter.checkChildForRollupSubprocess(child, of, rule.action))
			.map((child) => saidOf(child, rule));
		return applies(said, rule);
	};
	const filter = Object.getPrototypeOf(process.ruleEvaluator.childFilter) as Filter;
	const { checkChildForRollupSubprocess } = filter;
	filter.checkChildForRollupSubprocess = function (child, of, action) {
		if (of === 'measure') return checkChildForRollupSubprocess.call(this, child, of, action);
		return child.sequencingControls.tracked && child.isAvailable && counts(child, of, action);
	};
	const objective = Object.getPrototypeOf(process.objectiveProcessor) as ObjectiveProcessor;
	const { objectiveRollupProcess, objectiveRollupUsingDefault } = objective;
	objective.objectiveRollupProcess = function (activity) {
		if (activity.sequencingControls.tracked) objectiveRollupProcess.call(this, activity);
	};
	objective.objectiveRollupUsingDefault = function (activity) {
		const own = activity.rollupRules.rules.some(
			({ action }) => action === 'satisfied' || action === 'notSatisfied'
		);
		return own ? null : objectiveRollupUsingDefault.call(this, activity);
	};
	const progress = Object.getPrototypeOf(process.progressProcessor) as ProgressProcessor;
	const { activityProgressRollupProcess } = progress;
	progress.activityProgressRollupProcess = function (activity) {
		if (activity.sequencingControls.tracked) activityProgressRollupProcess.call(this, activity);
	};
}

/** Whether a child counts for an action (RB.1.4.2). */
function counts(child: Node, of: string, action: string): boolean {
	const { rollupObjectiveSatisfied, rollupProgressCompletion } = child.sequencingControls;
	if (!(of === 'objective' ? rollupObjectiveSatisfied : rollupProgressCompletion)) return false;
	switch (required(child, action)) {
		case 'ifNotSuspended':
			return child.attemptCount > 0 && !child.isSuspended;
		case 'ifAttempted':
			return child.attemptCount > 0;
		case 'ifNotSkipped':
			return !child.sequencingRules.preConditionRules.some(
				(rule) => rule.action === 'skip' && rule.evaluate(child)
			);
		default:
			return true;
	}
}

function required(child: Node, action: string): string {
	if (action === 'satisfied') return child.requiredForSatisfied;
	if (action === 'notSatisfied') return child.requiredForNotSatisfied;
	return action === 'completed' ? child.requiredForCompleted : child.requiredForIncomplete;
}

/** What a rule says of a child; null where that is not known. */
function saidOf(child: Node, { conditions, conditionCombination }: Rule): boolean | null {
	const all = conditions.map((one) => (known(child, one.condition) ? holds(child, one) : null));
	const decides = conditionCombination !== 'all';
	if (all.includes(decides)) return decides;
	return all.includes(null) ? null : !decides;
}

/** By what the child's state says: the engine asks whether it was ever delivered and completed, not what it read from elsewhere. */
function holds(child: Node, one: Condition): boolean {
	if (one.condition !== 'completed') return one.evaluate(child);
	return (child.completionStatus === 'completed') !== (one.operator === 'not');
}

function known(child: Node, condition: string): boolean {
	if (condition === 'satisfied')
		return child.objectiveSatisfiedStatusKnown && child.objectiveInfoAvailableInCurrentParentAttempt;
	if (condition === 'completed')
		return child.completionStatus !== 'unknown' && child.progressInfoAvailableInCurrentParentAttempt;
	return true;
}

function applies(said: (boolean | null)[], rule: Rule): boolean {
	const count = said.filter((one) => one === true).length;
	switch (rule.consideration) {
		case 'all':
			return count === said.length;
		case 'any':
			return count > 0;
		case 'none':
			return said.every((one) => one === false);
		case 'atLeastCount':
			return count >= rule.minimumCount;
		case 'atLeastPercent':
			return said.length > 0 && (count / said.length) * 100 >= rule.minimumPercent;
		default:
			return false;
	}
}
