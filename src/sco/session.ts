import {
	isMarked,
	itemsFor,
	judge,
	summarise,
	type Answer,
	type Item,
	type Judgement,
	type LessonState,
	type Point,
	type QuestionItem,
	type Summary,
	type VideoState
} from '$lib/lesson/tracking';
import type { LessonData } from '$lib/release';

/** What happened; `soon` changes are worth saving at once, others can wait. */
export type Change =
	| { kind: 'page' | 'video' | 'points' | 'scenario'; sid: number; soon: boolean }
	| {
			kind: 'answer';
			sid: number;
			soon: true;
			item: QuestionItem;
			response: Answer;
			score: number | null;
			/** Milliseconds since the page was opened or the answer before. */
			took: number;
	  };

/** One learner's way through the lesson: holds the state, tells who listens. Knows neither page nor LMS. */
export class Session {
	#listeners: ((change: Change) => void)[] = [];
	readonly #items: Map<number, Item>;
	#since = performance.now();

	constructor(
		readonly lesson: LessonData,
		readonly state: LessonState,
		/** Share that passes, 0 to 100, as the LMS or the lesson says. */
		readonly passPercent: number | null
	) {
		this.#items = new Map(lesson.items.map((item) => [item.sid, item]));
		// Once for all sittings: a learner who comes back gets the same questions in the same order.
		state.seed ||= 1 + (crypto.getRandomValues(new Uint16Array(1))[0]! % 0xffff);
	}

	get summary(): Summary {
		return summarise(this.lesson.items, this.state, this.passPercent);
	}

	item(sid: number): Item | undefined {
		return this.#items.get(sid);
	}

	onChange(listener: (change: Change) => void): void {
		this.#listeners.push(listener);
	}

	visit(sid: number): void {
		this.#since = performance.now();
		this.state.page = sid;
		this.state.visited[sid] = true;
		this.#tell({ kind: 'page', sid, soon: true });
	}

	/** What there is for this learner: everything but the questions that were not drawn. */
	get items(): Item[] {
		return itemsFor(this.lesson.items, this.state);
	}

	/** How often a question may still be answered; Infinity where nothing limits it. */
	triesLeft(item: QuestionItem): number {
		if (!isMarked(item) || item.attempts === 0) return Infinity;
		return Math.max(0, item.attempts - (this.state.questions[item.sid]?.attempts ?? 0));
	}

	/** Marks an answer and remembers it. */
	answer(item: QuestionItem, response: Answer): Judgement {
		const judgement = judge(item, response);
		const attempts = Math.min(15, (this.state.questions[item.sid]?.attempts ?? 0) + 1);
		this.state.questions[item.sid] = { response, attempts, ...judgement };
		const took = performance.now() - this.#since;
		this.#since += took;
		this.#tell({ kind: 'answer', sid: item.sid, soon: true, item, response, score: judgement.score, took });
		return judgement;
	}

	/** `soon` when playing stopped or the film was seen through. */
	watch(sid: number, video: VideoState, soon: boolean): void {
		this.state.videos[sid] = video;
		this.#tell({ kind: 'video', sid, soon });
	}

	/** A story has come to a scene; `ended`: there is no way on from it. */
	scene(sid: number, scene: string, ended: boolean): void {
		const before = this.state.scenarios[sid];
		this.state.scenarios[sid] = { scene, ended: ended || before?.ended === true };
		this.#tell({ kind: 'scenario', sid, soon: true });
	}

	note(sid: number, points: Point[]): void {
		this.state.discussions[sid] = points;
		this.#tell({ kind: 'points', sid, soon: false });
	}

	#tell(change: Change): void {
		for (const listener of this.#listeners) listener(change);
	}
}
