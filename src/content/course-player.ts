import type { JsonObject } from '$lib/base';
import type { SecondsBefore, Seen, ToFrame } from '$lib/player/protocol';
import { readStanding, seedDataModel, withMastery } from '$lib/scorm';
import {
	activitiesOf,
	Course,
	CourseState,
	givenBy,
	masteryOf,
	OrderedSequencer,
	timeLimitOf,
	type Activity,
	type Contents,
	type NavigationRequest,
	type Outcome,
	type Sequencer
} from '$lib/scorm/course';
import * as v from 'valibot';
import type { CommitLog } from './commit-log';
import type { Engine, StartApi } from './engine';
import { endFor, exposeApi, timeOutFor } from './expose-api';
import { Stage } from './stage';
import { countDown } from './count-down';

/** What is kept of a step: its data model, whether its last session ended, the seconds before it, and those of it. */
interface Kept {
	cmi: JsonObject | null;
	final: boolean;
	before: SecondsBefore;
	now: number;
}
const nothingKept = (): Kept => ({ cmi: null, final: true, before: { total: 0, attempt: 0 }, now: 0 });

/** Who hears of it. */
export interface PlayerHooks {
	contents(contents: Contents & { ended: boolean }): void;
	/** The step that is open is about to be left. */
	leaving(): void;
	/** The time a step may take is over; it is ended, or goes on. */
	timeUp(ended: boolean): void;
	/** The course says that it is over, and everything is on the disk. */
	over(): void;
	/** It had said so, and begins another session. */
	goesOn(): void;
}

type LaunchMessage = ToFrame & { type: 'launch' };

/** How long a step that ended may take to begin again (its page is being loaded anew) before it counts as over, in ms. */
const grace = 1000;
const worthTelling = /status|score|progress_measure|^adl\.nav/;

/** Plays one course: opens its steps one after the other, gives each its data model and keeps what it commits. */
export class CoursePlayer {
	readonly course: Course;
	readonly #sequencer: Sequencer;
	readonly #session: () => Engine;
	#engine: Engine;
	readonly #stage = new Stage();
	readonly #kept = new Map<string, Kept>();
	#here: Activity | null = null;
	#sessions = 0;
	#ended = false;
	#saidOver = false;
	#preference: JsonObject = {};
	/** What follows the session that just ended. */
	#next: Outcome | null = null;
	#moves: Promise<void> = Promise.resolve();
	#overSoon = 0;
	#stopClock = () => undefined as void;
	#tellSoon = 0;

	constructor(
		private readonly message: LaunchMessage,
		start: StartApi,
		private readonly log: CommitLog,
		private readonly hooks: PlayerHooks
	) {
		this.course = v.parse(Course, message.course);
		const state = message.state && v.parse(CourseState, message.state);
		for (const [id, kept] of Object.entries(message.saved)) this.#kept.set(id, { ...kept, now: 0 });
		const started = start((cmi, final) => this.#commit(cmi, final), this.course, state);
		this.#session = started.session;
		this.#engine = this.#session();
		this.#sequencer = started.sequencer ?? new OrderedSequencer(this.course, state);
		exposeApi(this.course.version, () => this.#engine, {
			beginning: () => this.#beginAgain(),
			changed: (element) => worthTelling.test(element) && this.#tellContents(200),
			ended: () => this.#sessionEnded()
		});
	}

	/** Opens the step where the learner was, or the first. */
	start(): Promise<void> {
		return this.#move(() => this.#follow(this.#sequencer.start()));
	}

	/** Goes where the learner asks to go, if the course lets them. */
	go(request: NavigationRequest): Promise<void> {
		const session = this.#sessions;
		return this.#move(async () => {
			// Pressed twice: it was meant for the step that was open then.
			if (session !== this.#sessions) return;
			if (this.#sequencer.allows(request)) await this.#follow(await this.#leaveStep(request));
			else this.#tellContents();
		});
	}

	/** How much there is to see in the step that is open. */
	look(): Seen {
		return this.#stage.look();
	}

	/** Lets the step end and waits until its last word is on the disk. */
	leave(): Promise<void> {
		return this.#move(async () => {
			await this.#leaveStep({ to: 'suspendAll' });
			await this.log.settled();
		});
	}

	/** One after the other: a step that is being left is not left twice. */
	#move(act: () => Promise<void>): Promise<void> {
		clearTimeout(this.#overSoon);
		return (this.#moves = this.#moves.catch(() => undefined).then(act));
	}

	async #leaveStep(request: NavigationRequest): Promise<Outcome> {
		this.#stopClock();
		this.#next = null;
		this.#sequencer.asked = request;
		await this.#blank();
		// It never said goodbye: what it set is kept all the same.
		if (this.#engine.isInitialized()) endFor(this.course.version);
		this.#sequencer.asked = null;
		const outcome = this.#next ?? this.#sequencer.go(request);
		this.log.add(null, this.#sequencer.state());
		return outcome;
	}

	#blank(): Promise<void> {
		this.hooks.leaving();
		return this.#stage.blank();
	}

	async #follow(outcome: Outcome): Promise<void> {
		this.#next = null;
		if (outcome === 'over') {
			// What it shows stays: many a package ends its session first and says goodbye, or the result, afterwards.
			this.#tellContents();
			await this.log.settled();
			this.#saidOver = true;
			return this.hooks.over();
		}
		await this.#blank();
		const step = outcome === 'stay' ? null : this.#step(outcome.open);
		this.#here = step;
		if (step) {
			this.#beginSession(step);
			this.#stage.show(`/p/${this.message.launch}/${step.href}`);
		}
		this.#tellContents();
	}

	#beginSession(step: Activity): void {
		const { id } = step;
		const { version } = this.course;
		const keeps = this.#sequencer.keeps(id);
		const resumed = this.#sequencer.resumes(id);
		const last = this.#keptOf(id);
		const kept = sessionOver(keeps ? last : nothingKept());
		this.#kept.set(id, kept);
		// An attempt that came to its end took its time with it; one that was cut off goes on.
		const goesOn = resumed || !kept.final || (kept.cmi !== null && readStanding(kept.cmi, version).suspended);
		if (!goesOn) kept.before = { ...kept.before, attempt: 0 };
		this.#sequencer.begin(id);
		this.#sessions += 1;
		this.#ended = false;
		this.#engine = this.#session();
		this.#engine.loadFromJSON(
			seedDataModel(kept.cmi, version, {
				learner: this.message.learner,
				seconds: kept.before.total,
				given: { ...(kept.cmi === null && this.#preference), ...givenBy(step, version) },
				resumed
			}),
			'cmi'
		);
		// What the station has of the attempt before is not to be taken for this one's.
		const { before } = kept;
		const emptied = { id, cmi: {}, session: this.#sessions, final: false, before };
		this.log.add(keeps || last.cmi === null ? null : emptied, this.#sequencer.state());
		this.#watchTime(step, kept.before.attempt);
	}

	#watchTime(step: Activity, spent: number): void {
		this.#stopClock();
		const limit = timeLimitOf(step, this.course.version);
		if (!limit) return;
		this.#stopClock = countDown(limit.seconds - spent, () => {
			const session = this.#sessions;
			void this.#move(async () => {
				if (session !== this.#sessions || this.#ended) return;
				if (limit.ends) {
					// What the step says itself when its page is left counts more.
					timeOutFor(this.course.version);
					await this.#follow(await this.#leaveStep({ to: 'exit' }));
					await this.log.settled();
				}
				if (limit.tells) this.hooks.timeUp(limit.ends);
			});
		});
	}

	/** The step's page was loaded anew after its session had ended. */
	#beginAgain(): void {
		if (!this.#engine.isTerminated() || !this.#here || this.#sequencer.asked) return;
		if (this.#next !== null && this.#next !== 'over' && this.#next !== 'stay') return;
		clearTimeout(this.#overSoon);
		this.#next = null;
		if (this.#saidOver) this.hooks.goesOn();
		this.#saidOver = false;
		this.#beginSession(this.#here);
		this.#tellContents();
	}

	#commit(committed: JsonObject, final: boolean): void {
		const step = this.#here;
		if (!step) return;
		const { version } = this.course;
		const cmi = version === '1.2' && final ? withMastery(committed, masteryOf(step)) : committed;
		const standing = readStanding(cmi, version);
		const kept = this.#keptOf(step.id);
		kept.cmi = cmi;
		kept.final = final;
		kept.now = Math.max(kept.now, standing.sittingSeconds ?? 0);
		const name = version === '1.2' ? 'student_preference' : 'learner_preference';
		if (cmi[name]) this.#preference = { [name]: cmi[name] };
		const { completion, success, scaled } = standing;
		this.#sequencer.committed(step.id, { completion, success, scaled });
		const { before } = kept;
		this.log.add({ id: step.id, cmi, session: this.#sessions, final, before }, this.#sequencer.state());
		this.#tellContents(200);
	}

	#sessionEnded(): void {
		this.#ended = true;
		this.#stopClock();
		const step = this.#here;
		const cmi = step && this.#keptOf(step.id).cmi;
		const outcome = this.#sequencer.ended(cmi ? readStanding(cmi, this.course.version).exit : '');
		this.#next = outcome;
		if (this.#sequencer.asked) return;
		// What the engine decided after the last commit.
		this.log.add(null, this.#sequencer.state());
		if (outcome === 'stay') return this.#tellContents();
		// The call returns to the step first; an end is no end when its page only loads anew.
		const wait = outcome === 'over' ? grace : 0;
		this.#overSoon = window.setTimeout(() => void this.#move(() => this.#follow(outcome)), wait);
	}

	#tellContents(after = 0): void {
		clearTimeout(this.#tellSoon);
		this.#tellSoon = window.setTimeout(
			() =>
				this.hooks.contents({
					...this.#sequencer.contents(),
					here: this.#here?.id ?? null,
					ended: this.#ended
				}),
			after
		);
	}

	#step(id: string): Activity | null {
		return activitiesOf(this.course.items).find((item) => item.id === id && item.href !== null) ?? null;
	}

	#keptOf(id: string): Kept {
		const kept = this.#kept.get(id) ?? nothingKept();
		this.#kept.set(id, kept);
		return kept;
	}
}

const sessionOver = ({ before, now, ...kept }: Kept): Kept => ({
	...kept,
	before: { total: before.total + now, attempt: before.attempt + now },
	now: 0
});
