import { activitiesOf, type Activity, type Course } from './course';
import { prerequisitesMet, prerequisiteSteps, type LessonStatus } from './prerequisites';
import { reachedAfter, untouched, type CourseState, type Reached } from './state';
import type { Contents, ContentsEntry, NavigationRequest, Outcome, Sequencer } from './sequencer';

/** The way through a SCORM 1.2 course, and through any course of one step: steps in their order, prerequisites heeded. */
export class OrderedSequencer implements Sequencer {
	readonly #all: Activity[];
	readonly #steps: Activity[];
	readonly #reached = new Map<string, Reached>();
	#here: string | null;
	asked: NavigationRequest | null = null;

	constructor(
		private readonly course: Course,
		state: CourseState | null
	) {
		this.#all = activitiesOf(course.items);
		this.#steps = this.#all.filter(({ href }) => href !== null);
		for (const [id, reached] of Object.entries(state?.steps ?? {})) this.#reached.set(id, reached);
		this.#here = state?.here ?? null;
	}

	start(): Outcome {
		const here = this.#steps.find(({ id }) => id === this.#here);
		const first = here ?? this.#steps.find((step) => this.#open(step));
		// Better a step too early than a course that cannot be begun.
		const id = (first ?? this.#steps[0])?.id;
		return id === undefined ? 'over' : { open: id };
	}

	go({ to, target }: NavigationRequest): Outcome {
		if (to === 'suspendAll') return 'over';
		if (to === 'exit') return this.#steps.length === 1 ? 'over' : 'stay';
		const step =
			to === 'choice'
				? this.#steps.find(({ id }) => id === target)
				: this.#beside(to === 'continue' ? 1 : -1);
		return step && this.#open(step) ? { open: step.id } : 'stay';
	}

	allows(request: NavigationRequest): boolean {
		return this.go(request) !== 'stay';
	}

	begin(id: string): void {
		this.#here = id;
		const step = this.#steps.find((one) => one.id === id);
		// An asset says nothing: it is finished when it was opened.
		const completion = step && !step.sco ? 'completed' : 'incomplete';
		this.committed(id, { completion, success: 'unknown', scaled: null });
	}

	committed(id: string, reached: Omit<Reached, 'begun'>): void {
		this.#reached.set(id, reachedAfter(this.#of(id), reached));
	}

	ended(exit: string): Outcome {
		if (this.asked) return this.go(this.asked);
		return this.#steps.length === 1 || exit === 'logout' || exit === 'time-out' ? 'over' : 'stay';
	}

	keeps(): boolean {
		return true;
	}

	resumes(): boolean {
		return false;
	}

	contents(): Contents {
		const button = (step: Activity | undefined) => (step && this.#open(step) ? 'open' : 'closed');
		return {
			here: this.#here,
			entries: this.#entries(this.course.items, 0),
			previous: button(this.#beside(-1)),
			next: button(this.#beside(1))
		};
	}

	state(): CourseState {
		return {
			here: this.#here,
			standing: this.#standing(),
			steps: Object.fromEntries(this.#reached),
			attempts: {},
			sequencing: null,
			objectives: {},
			data: {}
		};
	}

	/**
	 * Completed when every step is; then passed or failed by the steps that say so, one failed being enough. The score is
	 * the mean of the steps that have one.
	 */
	#standing(): Reached {
		const all = this.#steps.map(({ id }) => this.#of(id));
		const completed = all.length > 0 && all.every(({ completion }) => completion === 'completed');
		const scores = all.flatMap(({ scaled }) => scaled ?? []);
		const said = (success: Reached['success']) => all.some((one) => one.success === success);
		const single = all.length === 1 ? all[0] : undefined;
		return {
			begun: all.some(({ begun }) => begun),
			completion: completed ? 'completed' : 'incomplete',
			success:
				single?.success ??
				(!completed ? 'unknown' : said('failed') ? 'failed' : said('passed') ? 'passed' : 'unknown'),
			scaled: scores.length ? scores.reduce((sum, one) => sum + one, 0) / scores.length : null
		};
	}

	#of(id: string): Reached {
		return this.#reached.get(id) ?? untouched;
	}

	#beside(by: 1 | -1): Activity | undefined {
		const place = this.#steps.findIndex(({ id }) => id === this.#here);
		return place < 0 ? undefined : this.#steps[place + by];
	}

	/** Folders hold their steps back with them. */
	#open(step: Activity): boolean {
		return this.#pathTo(step).every(({ prerequisites }) =>
			prerequisitesMet(prerequisites, (id) => this.#status(id))
		);
	}

	#pathTo(step: Activity): Activity[] {
		return this.#all.filter((one) => one === step || activitiesOf(one.items).includes(step));
	}

	#status(id: string): LessonStatus | null {
		const step = this.#all.find((one) => one.id === id);
		if (!step) return null;
		const inside = activitiesOf([step])
			.filter(({ href }) => href !== null)
			.map((one) => this.#of(one.id));
		if (inside.some(({ success }) => success === 'failed')) return 'failed';
		if (inside.every(({ completion }) => completion === 'completed'))
			return inside.some(({ success }) => success === 'passed') ? 'passed' : 'completed';
		return inside.some(({ begun }) => begun) ? 'incomplete' : 'not attempted';
	}

	#entries(items: Activity[], depth: number): ContentsEntry[] {
		return items.flatMap((item) => {
			const folder = item.href === null;
			const open = !folder && this.#open(item);
			const entry: ContentsEntry = {
				id: item.id,
				title: item.title,
				depth,
				folder,
				reached: this.#of(item.id),
				open,
				why: open || folder ? '' : 'needs',
				needs: open ? [] : this.#missing(item)
			};
			return [...(item.visible ? [entry] : []), ...this.#entries(item.items, depth + (item.visible ? 1 : 0))];
		});
	}

	/** Titles of the steps a closed one waits for. */
	#missing(step: Activity): string[] {
		const names = this.#pathTo(step).flatMap(({ prerequisites }) => prerequisiteSteps(prerequisites));
		return this.#all
			.filter(({ id }) => names.includes(id) && !['completed', 'passed'].includes(this.#status(id) ?? ''))
			.map(({ title }) => title);
	}
}
