import type { JsonObject } from '$lib/base';
import {
	activitiesOf,
	reachedAfter,
	untouched,
	type Activity,
	type ButtonState,
	type Contents,
	type ContentsEntry,
	type Course,
	type CourseState,
	type NavigationRequest,
	type Outcome,
	type Reached,
	type Way
} from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { rootId, unnamed } from './activity-tree';
import { remembered, slim, whole } from './notes';

type Service = NonNullable<ReturnType<api['getSequencingService']>>;
type Process = NonNullable<ReturnType<Service['getOverallSequencingProcess']>>;
type Node = Parameters<Process['contentDeliveryEnvironmentProcess']>[0];

/**
 * The way through a SCORM 2004 course: asks the sequencing engine, and keeps what it said. A session's end is dealt with
 * inside the engine's `Terminate`; where the learner asked to go meanwhile counts before what the step asks for
 * (RTE 4th edition 4.4.1).
 */
export class SequencedWay implements Way {
	readonly #service: Service;
	readonly #process: Process;
	readonly #byId: Map<string, Activity>;
	readonly #reached = new Map<string, Reached>();
	readonly #attempts = new Map<string, number>();
	#here: string | null;
	asked: NavigationRequest | null = null;
	#outcome: Outcome = 'stay';
	/** Counts what changed the tree: sessions begun and ended, and requests. */
	#changes = 0;
	readonly #choices = remembered(() => this.#lookForChoices());
	readonly #buttons = remembered(() => this.#lookForButtons());
	readonly #notes = remembered(() => slim(this.engine.serializeSequencingState()));

	constructor(
		private readonly engine: api,
		/** Makes another engine for the same course, to try things on. */
		private readonly another: () => api,
		private readonly course: Course,
		state: CourseState | null
	) {
		const service = engine.getSequencingService();
		const process = service?.getOverallSequencingProcess();
		if (!service || !process) throw new Error('the course has no sequencing');
		[this.#service, this.#process] = [service, process];
		this.#byId = new Map(activitiesOf(course.items).map((item) => [item.id, item]));
		this.#here = state?.here ?? null;
		this.#listen();
		if (state) this.#restore(state);
	}

	start(): Outcome {
		const here = this.#node(this.#here);
		if (here?.children.length === 0 && here.isAvailable) {
			if (here.isSuspended && this.#ask({ to: 'resumeAll' }) !== 'stay') return this.#outcome;
			return { open: here.id };
		}
		if (this.#ask({ to: 'start' }) !== 'stay') return this.#outcome;
		// The course flows nowhere by itself: its first step that may be chosen.
		for (const { id } of this.#leaves()) if (this.#ask({ to: 'choice', target: id }) !== 'stay') break;
		return this.#outcome;
	}

	go(request: NavigationRequest): Outcome {
		return this.#ask(this.#resolved(request));
	}

	allows({ to, target = '' }: NavigationRequest): boolean {
		if (to === 'suspendAll') return true;
		if (to === 'choice') return this.#choices(this.#report()).has(target);
		return this.#buttons(this.#report())[to];
	}

	begin(id: string): void {
		const node = this.#node(id);
		// Opened again after it ended (its page was loaded anew), or after the power failed in between.
		if (node && (!node.isActive || this.#current() !== node))
			this.#process.contentDeliveryEnvironmentProcess(node);
		this.#here = id;
		this.#changes += 1;
		this.#attempts.set(id, node?.attemptCount ?? 0);
		const item = this.#byId.get(id);
		const completion = item && !item.sco ? 'completed' : 'incomplete';
		this.committed(id, { completion, success: 'unknown', scaled: null });
		this.#outcome = 'stay';
	}

	committed(id: string, reached: Omit<Reached, 'begun'>): void {
		this.#reached.set(id, reachedAfter(this.#reached.get(id) ?? untouched, reached));
	}

	ended(): Outcome {
		this.#changes += 1;
		return this.#outcome;
	}

	keeps(id: string): boolean {
		const node = this.#node(id);
		if (!node) return false;
		// Delivered anew it will be another attempt, unless it was suspended or never ended.
		const next = node.isActive || node.isSuspended ? node.attemptCount : node.attemptCount + 1;
		return this.#attempts.get(id) === next;
	}

	resumes(id: string): boolean {
		return this.keeps(id);
	}

	contents(): Contents {
		const choices = this.#choices(this.#report());
		const leads = this.#buttons(this.#report());
		const root = this.#root();
		const hidden = new Set(this.#process.getEffectiveHideLmsUi(this.#current()));
		const button = (to: 'continue' | 'previous'): ButtonState =>
			hidden.has(to) ? 'hidden' : leads[to] ? 'open' : 'closed';
		return {
			here: this.#here,
			entries: root ? this.#entries(root.children, 0, choices) : [],
			previous: button('previous'),
			next: button('continue')
		};
	}

	state(): CourseState {
		return {
			here: this.#here,
			standing: this.#standing(),
			steps: Object.fromEntries(this.#reached),
			attempts: Object.fromEntries(this.#attempts),
			sequencing: this.#notes(String(this.#changes)),
			objectives: this.#process.getGlobalObjectiveMapSnapshot() as JsonObject,
			data: this.engine.captureSharedDataSnapshot()
		};
	}

	#listen(): void {
		this.engine.setSequencingEventListeners({
			onActivityDelivery: ({ id }) => (this.#outcome = { open: id }),
			onSequencingSessionEnd: () => (this.#outcome = 'over')
		});
		const prepare = this.#service.prepareNavigationRequest.bind(this.#service);
		this.#service.prepareNavigationRequest = (request, target, exit) => {
			this.#outcome = 'stay';
			const asked = this.asked && this.#resolved(this.asked);
			return asked ? prepare(asked.to, asked.target, exit) : prepare(request, target, exit);
		};
		// Where the course itself ended, nothing is left to go to; the engine takes that for a mistake (SB.2.11).
		const ending = this.#process.prepareNavigationRequest.bind(this.#process);
		this.#process.prepareNavigationRequest = (...request) => {
			const prepared = ending(...request);
			const { sequencingRequest, valid } = prepared.navResult;
			const atRoot = this.#current() !== null && this.#current() === this.#root();
			const leads = sequencingRequest !== null && String(sequencingRequest) !== 'exit';
			if (!valid || prepared.deliveryRequest || leads || !atRoot || this.#root()?.isActive) return prepared;
			return { ...prepared, sessionEndReason: prepared.sessionEndReason ?? 'exit_all' };
		};
		// Of a step that is suspended and opened again at once the engine tells nobody.
		const complete = this.#process.completeNavigationRequest.bind(this.#process);
		this.#process.completeNavigationRequest = (prepared) => {
			const delivery = complete(prepared);
			if (delivery.valid && delivery.targetActivity) this.#outcome = { open: delivery.targetActivity.id };
			return delivery;
		};
		// The name given to an objective that has none is the engine's affair.
		const inside = this.engine as unknown as { getSeedableObjectiveId(one: { id: string }): string | null };
		const seedable = inside.getSeedableObjectiveId.bind(this.engine);
		inside.getSeedableObjectiveId = (one) => (one.id === unnamed ? null : seedable(one));
	}

	#restore({ sequencing, objectives, data, steps, attempts }: CourseState): void {
		if (sequencing !== null) this.engine.deserializeSequencingState(whole(sequencing, objectives));
		this.engine.restoreGlobalObjectiveSnapshot(
			objectives as Parameters<api['restoreGlobalObjectiveSnapshot']>[0]
		);
		this.engine.restoreSharedDataSnapshot(
			Object.fromEntries(
				Object.entries(data).map(([id, value]) => [id, typeof value === 'string' ? value : ''])
			)
		);
		for (const [id, reached] of Object.entries(steps)) this.#reached.set(id, reached);
		for (const [id, attempt] of Object.entries(attempts)) this.#attempts.set(id, attempt);
	}

	#ask({ to, target }: { to: string; target?: string | undefined }): Outcome {
		this.#outcome = 'stay';
		this.#changes += 1;
		this.engine.processNavigationRequest(to, target);
		return this.#outcome;
	}

	/** Where the course does not flow, the steps beside may still be chosen. */
	#resolved(request: NavigationRequest): NavigationRequest {
		if (request.to !== 'continue' && request.to !== 'previous') return request;
		if (this.#flows()) return request;
		const target = this.#beside(request.to)?.id;
		return target === undefined ? request : { to: 'choice', target };
	}

	#flows(): boolean {
		return this.#current()?.parent?.sequencingControls.flow ?? false;
	}

	/** What can change what is open: the tree, and what the step that runs reported. */
	#report(): string {
		if (!this.engine.isInitialized()) return String(this.#changes);
		const { cmi } = JSON.parse(this.engine.renderCMIToJSONString()) as { cmi: JsonObject };
		const { completion_status, success_status, score, progress_measure, objectives, exit } = cmi;
		return JSON.stringify([
			this.#changes,
			completion_status,
			success_status,
			score,
			progress_measure,
			objectives,
			exit
		]);
	}

	#lookForButtons() {
		const choices = this.#choices(this.#report());
		return { continue: this.#leads('continue', choices), previous: this.#leads('previous', choices) };
	}

	#leads(to: 'continue' | 'previous', choices: Set<string>): boolean {
		if (!this.#flows()) {
			const beside = this.#beside(to);
			return beside !== undefined && choices.has(beside.id);
		}
		const { outcome, targetActivityId } = this.engine.previewNavigationRequest(to);
		if (outcome !== 'unknown') return outcome === 'allowed' && targetActivityId !== null;
		return to === 'continue'
			? this.#process.predictContinueEnabled()
			: this.#process.predictPreviousEnabled();
	}

	/**
	 * The steps that may be chosen. While a session runs, as they will be when it ends: the engine takes notice of what a
	 * step reports only then, so the session is ended on another engine first.
	 */
	#lookForChoices(): Set<string> {
		let process = this.#process;
		if (this.engine.isInitialized()) {
			const trial = this.another();
			trial.deserializeSequencingState(this.engine.serializeSequencingState());
			trial.loadFromJSON(JSON.parse(this.engine.renderCMIToJSONString()) as JsonObject);
			trial.Initialize();
			const told = (engine: api) => engine as unknown as { _runtimeSetCMIElements: Set<string> };
			for (const element of told(this.engine)._runtimeSetCMIElements)
				told(trial)._runtimeSetCMIElements.add(element);
			trial.processNavigationRequest('exit');
			process = trial.getSequencingService()?.getOverallSequencingProcess() ?? process;
		}
		process.invalidateNavigationCache();
		return new Set(process.getAvailableChoices());
	}

	#beside(to: 'continue' | 'previous'): Node | undefined {
		const leaves = this.#leaves();
		const place = leaves.findIndex(({ id }) => id === this.#here);
		return place < 0 ? undefined : leaves[place + (to === 'continue' ? 1 : -1)];
	}

	/** By the roll-up of the whole tree; what was reached once stays. */
	#standing(): Reached {
		const root = this.#root();
		if (!root) return untouched;
		const success = root.objectiveSatisfiedStatus ? 'passed' : 'failed';
		return {
			begun: true,
			completion: root.completionStatus === 'completed' ? 'completed' : 'incomplete',
			success: root.objectiveSatisfiedStatusKnown ? success : 'unknown',
			scaled: root.objectiveMeasureStatus ? root.objectiveNormalizedMeasure : null
		};
	}

	#entries(nodes: Node[], depth: number, choices: Set<string>): ContentsEntry[] {
		return nodes.flatMap((node) => {
			const item = this.#byId.get(node.id);
			if (!item || !node.isAvailable) return [];
			const folder = node.children.length > 0;
			const open = !folder && choices.has(node.id);
			const chosen = node.parent?.sequencingControls.choice !== false;
			const entry: ContentsEntry = {
				id: node.id,
				title: item.title,
				depth,
				folder,
				reached: this.#reached.get(node.id) ?? untouched,
				open,
				why: open || folder ? '' : chosen ? 'closed' : 'order',
				needs: []
			};
			const seen = item.visible && !node.isHiddenFromChoice;
			return [...(seen ? [entry] : []), ...this.#entries(node.children, depth + (seen ? 1 : 0), choices)];
		});
	}

	#root(): Node | null {
		return this.#service.getSequencingState().rootActivity;
	}

	#current(): Node | null {
		return this.#service.getSequencingState().currentActivity;
	}

	#node(id: string | null): Node | undefined {
		return id === null || id === rootId ? undefined : this.#all().find((node) => node.id === id);
	}

	#leaves(): Node[] {
		return this.#all().filter((node) => node.children.length === 0 && node.isAvailable);
	}

	#all(): Node[] {
		const below = (node: Node): Node[] => [node, ...node.children.flatMap(below)];
		const root = this.#root();
		return root ? root.children.flatMap(below) : [];
	}
}
