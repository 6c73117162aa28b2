import type api from 'scorm-again/scorm2004/min';
import { whyNotAsked, whyNotChosen, type Applies } from './choice';
import { pathUp, type Node } from './course-tree';

interface Result {
	deliveryRequest: string;
	targetActivity: Node | null;
	exception: string | null;
}
interface Tree {
	currentActivity: Node | null;
	getActivity(id: string): Node | null;
}
interface Requests {
	activityTree: Tree;
	validateChoicePath: (this: Requests, current: Node | null, target: Node) => Verdict;
	validateForwardOnlyConstraints: (this: Requests, current: Node) => Verdict;
	updateNavigationValidity: (this: Requests) => void;
	validateJumpRequest: (this: Requests, id: string) => Verdict & { terminationRequest: string | null };
}
interface Verdict {
	valid: boolean;
	exception: string | null;
}
interface Choices {
	activityTree: Tree;
	traversalService: Flow;
	handleChoice: (this: Choices, id: string, current: Node | null) => Result;
}
interface Flow {
	activityTree: { getPreviousSibling(node: Node): Node | null };
	ruleEngine: Rules;
	getActivityForEvaluation(node: Node, target: Node): Node;
	findFirstDeliverableActivityResult(folder: Node): {
		deliverable: boolean;
		identifiedActivity: Node | null;
		exception: string | null;
	};
	ensureSelectionAndRandomization(node: Node): void;
	terminateDescendentAttempts: (this: Flow, node: Node) => void;
	traverseForward: (this: Flow, from: Node, skipChildren: boolean, folder?: Node | null) => Step;
	traverseBackward: (this: Flow, from: Node, skipChildren: boolean) => Step;
}
interface Step {
	activity: Node | null;
	endSequencingSession: boolean;
	exception?: string;
	direction?: string;
	forwardOnlyCluster?: Node;
}
interface Rules {
	checkLimitConditions: (this: Rules, node: Node) => boolean;
	canDeliverActivity: (this: Rules, node: Node) => { canDeliver: boolean; wasSkipped: boolean };
}
interface Deliveries {
	checkLimitConditions: (this: Deliveries, node: Node) => boolean;
	checkActivity: (this: Deliveries, node: Node) => boolean;
}
interface Notes {
	activityTree: { root: { restoreSuspensionState(tree: object | null): void } | null };
	getNavigationState: () => null;
	restoreSuspensionState: (this: Notes, state: { activityTree: object | null }) => void;
}
interface Inside {
	getSequencingService(): {
		overallSequencingProcess: {
			navigationValidityService: Requests;
			deliveryValidator: Deliveries;
			stateManager: Notes;
			sequencingProcess: {
				choiceHandler: Choices;
				flowHandler: { checkForwardOnlyViolation(): string | null };
				traversalService: Flow;
			};
		} | null;
	} | null;
}

/**
 * Puts the standard's own pseudo-code where the engine has another idea of what may be asked for (NB.2.1), chosen (SB.2.9),
 * gone back to (SB.2.1) and delivered (UP.1, UP.5). For every engine of this page, the ones that look ahead included.
 */
export function correctNavigation(engine: api): void {
	const process = (engine as unknown as Inside).getSequencingService()?.overallSequencingProcess;
	if (!process) throw new Error('the engine has no sequencing');
	const { choiceHandler, flowHandler, traversalService } = process.sequencingProcess;
	correctRequests(prototypeOf(process.navigationValidityService));
	correctNotes(prototypeOf(process.stateManager));
	correctChoice(prototypeOf(choiceHandler));
	prototypeOf(flowHandler).checkForwardOnlyViolation = () => null;
	correctFlow(prototypeOf(traversalService));
	correctChecks(prototypeOf(traversalService.ruleEngine), prototypeOf(process.deliveryValidator));
}

const prototypeOf = <T extends object>(one: T) => Object.getPrototypeOf(one) as T;
const verdict = (exception: string | null): Verdict => ({ valid: exception === null, exception });
const says = (node: Node, action: string) =>
	node.sequencingRules.preConditionRules.filter((rule) => String(rule.action) === action);

/** A pre-condition as it is when what is left has ended. */
const applied =
	(flow: Flow): Applies =>
	(node, action, target) =>
		says(node, action).some((rule) => rule.evaluate(flow.getActivityForEvaluation(node, target)));

function correctRequests(requests: Requests): void {
	requests.validateChoicePath = (current, target) => verdict(whyNotAsked(current, target));
	requests.validateForwardOnlyConstraints = ({ parent }) =>
		verdict(parent?.sequencingControls.forwardOnly ? 'NB.2.1-5' : null);
	// Steps are answered by looking ahead: what the engine works out for all activities after each move nobody asks for.
	requests.updateNavigationValidity = () => undefined;
	// A jump ends the step it is asked for from.
	const { validateJumpRequest } = requests;
	requests.validateJumpRequest = function (id) {
		const { currentActivity: current } = this.activityTree;
		const target = this.activityTree.getActivity(id);
		const there = target && (target.parent?.getAvailableChildren().includes(target) ?? true);
		const asked = validateJumpRequest.call(this, there ? id : '');
		if (asked.valid && current?.isActive) asked.terminationRequest = 'exit';
		return asked;
	};
}

function correctChoice(choices: Choices): void {
	const { handleChoice } = choices;
	choices.handleChoice = function (id, current) {
		const result = handleChoice.call(this, '', null);
		const target = this.activityTree.getActivity(id);
		if (!target) return result;
		result.exception = whyNotChosen(current, target, applied(this.traversalService));
		if (result.exception) return result;
		const flow =
			target.children.length > 0 ? this.traversalService.findFirstDeliverableActivityResult(target) : null;
		if (flow && !flow.deliverable) result.exception = flow.exception ?? 'SB.2.9-9';
		else
			[result.deliveryRequest, result.targetActivity] = ['deliver', flow ? flow.identifiedActivity : target];
		return result;
	};
}

function correctFlow(flow: Flow): void {
	// What runs when the course ends is ended as attempts are (UP.3); the engine only forgets that it runs.
	flow.terminateDescendentAttempts = () => undefined;
	// Through a folder that only goes forward and back out of it again, where every step in it is skipped (SB.2.1 step 2).
	const { traverseForward } = flow;
	flow.traverseForward = function (from, skipChildren, folder = null) {
		const step = traverseForward.call(this, from, skipChildren, folder);
		if (step.activity || !folder) return step;
		return { ...this.traverseBackward(folder, true), direction: 'backward' };
	};
	flow.traverseBackward = function (from, skipChildren) {
		if (!skipChildren) {
			this.ensureSelectionAndRandomization(from);
			const children = from.getAvailableChildren();
			const [first = null, last = null] = [children[0], children.at(-1)];
			if (first && from.sequencingControls.forwardOnly)
				return {
					...{ activity: first, endSequencingSession: false },
					...{ direction: 'forward', forwardOnlyCluster: from }
				};
			if (last) return { activity: last, endSequencingSession: false };
		}
		const nowhere = { activity: null, endSequencingSession: false };
		if (!from.parent) return { ...nowhere, exception: 'SB.2.1-3' };
		if (from.parent.sequencingControls.forwardOnly) return { ...nowhere, exception: 'SB.2.1-4' };
		const activity = this.activityTree.getPreviousSibling(from);
		return activity ? { activity, endSequencingSession: false } : this.traverseBackward(from.parent, true);
	};
}

function correctChecks(rules: Rules, deliveries: Deliveries): void {
	const { checkLimitConditions: exceeded } = rules;
	const { checkLimitConditions: within, checkActivity } = deliveries;
	const disabled = (node: Node) => says(node, 'disabled').some((rule) => rule.evaluate(node));
	// An attempt that is under way is not one more.
	rules.checkLimitConditions = function (node) {
		return !node.isActive && exceeded.call(this, node);
	};
	deliveries.checkLimitConditions = function (node) {
		return node.isActive || within.call(this, node);
	};
	rules.canDeliverActivity = function (node) {
		return { canDeliver: !disabled(node), wasSkipped: false };
	};
	deliveries.checkActivity = function (node) {
		return checkActivity.call(this, node) && !disabled(node);
	};
}

function correctNotes(notes: Notes): void {
	// It tries every way from where the course is, and nobody asks for that.
	notes.getNavigationState = () => null;
	// To say which step is current makes it active, and what it lies in: whether they are is said last.
	const { restoreSuspensionState } = notes;
	notes.restoreSuspensionState = function (state) {
		restoreSuspensionState.call(this, { ...state, activityTree: null });
		this.activityTree.root?.restoreSuspensionState(state.activityTree);
	};
}

/** Whether a rule hides an activity, or what it lies in, from choice: a table of contents leaves it out (SN 4th edition 3.4.4.1). */
export function isHidden(engine: api, target: Node): boolean {
	const process = (engine as unknown as Inside).getSequencingService()?.overallSequencingProcess;
	if (!process) return false;
	const applies = applied(process.sequencingProcess.traversalService);
	return pathUp(target).some((node) => applies(node, 'hiddenFromChoice', target));
}

/** Whether an activity may be chosen and delivered, after the one before it was ended; a folder's steps are tried on the tree. */
export function mayBeChosen(engine: api, current: Node | null, target: Node): boolean {
	const process = (engine as unknown as Inside).getSequencingService()?.overallSequencingProcess;
	if (!process) return false;
	const flow = process.sequencingProcess.traversalService;
	return (
		whyNotChosen(current, target, applied(flow)) === null &&
		pathUp(target).every((node) => {
			// What is left matters to rules only, and is dear to work out.
			const seen = says(node, 'disabled').length > 0 ? flow.getActivityForEvaluation(node, target) : node;
			return process.deliveryValidator.checkActivity(seen);
		}) &&
		(target.children.length === 0 || flow.findFirstDeliverableActivityResult(target).deliverable)
	);
}
