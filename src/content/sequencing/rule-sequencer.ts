import type { JsonObject } from '$lib/base';
import {
	activitiesOf,
	reachedAfter,
	untouched,
	type Activity,
	type ButtonState,
	type Contents,
	type Course,
	type CourseState,
	type NavigationRequest,
	type Outcome,
	type Reached,
	type Sequencer
} from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { answer } from './answers';
import { CourseTree } from './course-tree';
import { entriesOf } from './entries';
import { listen } from './listen';
import { LookAhead } from './look-ahead';
import { remembered, slim, whole } from './notes';

/**
 * The way through a SCORM 2004 course: asks the sequencing engine, and keeps what it said. A session's end is dealt with
 * inside the engine's `Terminate`; where the learner asked to go meanwhile counts before what the step asks for
 * (RTE 4th edition 4.4.1).
 */
export class RuleSequencer implements Sequencer {
	readonly #tree: CourseTree;
	readonly #ahead: LookAhead;
	readonly #byId: Map<string, Activity>;
	readonly #reached = new Map<string, Reached>();
	readonly #attempts = new Map<string, number>();
	#here: string | null;
	asked: NavigationRequest | null = null;
	#outcome: Outcome = 'stay';
	readonly #notes = remembered(() => slim(this.engine.serializeSequencingState()));

	constructor(
		private readonly engine: api,
		another: () => api,
		private readonly course: Course,
		state: CourseState | null
	) {
		this.#tree = new CourseTree(engine);
		this.#ahead = new LookAhead(engine, another, this.#tree);
		this.#byId = new Map(activitiesOf(course.items).map((item) => [item.id, item]));
		this.#here = state?.here ?? null;
		listen(engine, this.#tree, {
			follows: (outcome) => (this.#outcome = outcome),
			asked: () => this.asked && this.#resolved(this.asked)
		});
		answer(engine, this.#tree, this.#ahead, course);
		if (state) this.#restore(state);
	}

	start(): Outcome {
		const here = this.#tree.node(this.#here);
		const goesOn = here?.isSuspended === true || this.#tree.root?.isActive === true;
		if (goesOn && here?.children.length === 0 && here.isAvailable) {
			if (here.isSuspended && this.#ask({ to: 'resumeAll' }) !== 'stay') return this.#outcome;
			return { open: here.id };
		}
		if (this.#ask({ to: 'start' }) !== 'stay') return this.#outcome;
		// The course flows nowhere by itself: its first step that may be chosen.
		for (const { id } of this.#tree.leaves) if (this.#ask({ to: 'choice', target: id }) !== 'stay') break;
		return this.#outcome;
	}

	go(request: NavigationRequest): Outcome {
		return this.#settled(this.#ask(this.#resolved(request)));
	}

	allows({ to, target = '' }: NavigationRequest): boolean {
		if (to === 'suspendAll') return true;
		if (to === 'choice') return this.#ahead.choices.has(target);
		return to === 'exit'
			? this.#tree.current?.isActive === true
			: ['open', 'ends'].includes(this.#button(to));
	}

	begin(id: string): void {
		const node = this.#tree.node(id);
		// Opened again after it ended (its page was loaded anew), or after the power failed in between.
		if (node && (!node.isActive || this.#tree.current !== node))
			this.#tree.process.contentDeliveryEnvironmentProcess(node);
		this.#here = id;
		this.#ahead.changes += 1;
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
		this.#ahead.changes += 1;
		return this.#settled(this.#outcome);
	}

	keeps(id: string): boolean {
		const node = this.#tree.node(id);
		if (!node) return false;
		// Delivered anew it will be another attempt, unless it was suspended or never ended.
		const next = node.isActive || node.isSuspended ? node.attemptCount : node.attemptCount + 1;
		return this.#attempts.get(id) === next;
	}

	resumes(id: string): boolean {
		return this.keeps(id);
	}

	contents(): Contents {
		const hidden = new Set(this.#tree.process.getEffectiveHideLmsUi(this.#tree.current));
		const button = (to: 'continue' | 'previous'): ButtonState =>
			hidden.has(to) ? 'hidden' : this.#button(to);
		return {
			here: this.#here,
			entries: entriesOf(this.#tree.root?.children ?? [], {
				choices: this.#ahead.choices,
				hidden: this.#ahead.hidden,
				item: (id) => this.#byId.get(id),
				reached: (id) => this.#reached.get(id) ?? untouched
			}),
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
			sequencing: this.#notes(String(this.#ahead.changes)),
			objectives: this.#tree.process.getGlobalObjectiveMapSnapshot() as JsonObject,
			data: this.engine.captureSharedDataSnapshot()
		};
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
		this.#ahead.changes += 1;
		this.engine.processNavigationRequest(to, target);
		return this.#outcome;
	}

	/** Where there is nothing else to go to, the end of the step is the end of the course. Were the power to fail now, it goes on there. */
	#settled(outcome: Outcome): Outcome {
		if (typeof outcome === 'object') this.#here = outcome.open;
		const alone = this.#tree.leaves.length === 1 && this.#tree.current?.isActive !== true;
		return outcome === 'stay' && alone ? 'over' : outcome;
	}

	/** Where the course does not flow, or not on from here, the steps beside may still be chosen. */
	#resolved(request: NavigationRequest): NavigationRequest {
		const { to } = request;
		if (to !== 'continue' && to !== 'previous') return request;
		const target = this.#ahead.beside(to)?.id;
		if (target === undefined) return request;
		const stuck = to === 'continue' && this.#ahead.leads[to] === 'stay' && this.#ahead.choices.has(target);
		return this.#tree.flows && !stuck ? request : { to: 'choice', target };
	}

	#button(to: 'continue' | 'previous'): ButtonState {
		const { target } = this.#resolved({ to });
		if (target !== undefined) return this.#ahead.choices.has(target) ? 'open' : 'closed';
		const leads = this.#tree.flows ? this.#ahead.leads[to] : 'stay';
		return leads === 'over' ? 'ends' : leads === 'stay' ? 'closed' : 'open';
	}

	/** By the roll-up of the whole tree; what was reached once stays. */
	#standing(): Reached {
		const root = this.#tree.root;
		if (!root) return untouched;
		const success = root.objectiveSatisfiedStatus ? 'passed' : 'failed';
		return {
			begun: true,
			completion: root.completionStatus === 'completed' ? 'completed' : 'incomplete',
			success: root.objectiveSatisfiedStatusKnown ? success : 'unknown',
			scaled: root.objectiveMeasureStatus ? root.objectiveNormalizedMeasure : null
		};
	}
}
