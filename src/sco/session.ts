import {
	isQuestion,
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

/** What happened; `soon` changes are worth saving at once, others can wait. */
export type Change =
	| { kind: 'page' | 'video' | 'points'; sid: number; soon: boolean }
	| { kind: 'answer'; sid: number; soon: true; item: QuestionItem; response: Answer; correct: boolean };

/** The lesson's data as compiled into the page. */
export interface LessonData {
	lessonId: string;
	title: string;
	lang: string;
	passPercent: number | null;
	items: Item[];
}

/** One learner's way through the lesson: holds the state, tells who listens. Knows neither page nor LMS. */
export class Session {
	#listeners: ((change: Change) => void)[] = [];
	readonly #items: Map<number, Item>;

	constructor(
		readonly lesson: LessonData,
		readonly state: LessonState,
		/** Share that passes, 0 to 100, as the LMS or the lesson says. */
		readonly passPercent: number | null
	) {
		this.#items = new Map(lesson.items.map((item) => [item.sid, item]));
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
		this.state.page = sid;
		this.state.visited[sid] = true;
		this.#tell({ kind: 'page', sid, soon: true });
	}

	/** Marks an answer and remembers it. */
	answer(item: QuestionItem, response: Answer): Judgement {
		const judgement = judge(item, response);
		const attempts = Math.min(15, (this.state.questions[item.sid]?.attempts ?? 0) + 1);
		this.state.questions[item.sid] = { response, attempts, correct: judgement.correct };
		this.#tell({ kind: 'answer', sid: item.sid, soon: true, item, response, correct: judgement.correct });
		return judgement;
	}

	/** `soon` when playing stopped or the film was seen through. */
	watch(sid: number, video: VideoState, soon: boolean): void {
		this.state.videos[sid] = video;
		this.#tell({ kind: 'video', sid, soon });
	}

	note(sid: number, points: Point[]): void {
		this.state.discussions[sid] = points;
		this.#tell({ kind: 'points', sid, soon: false });
	}

	/** Questions on a page, in order. */
	questionsOn(page: number): QuestionItem[] {
		return this.lesson.items.filter(isQuestion).filter((item) => item.page === page);
	}

	#tell(change: Change): void {
		for (const listener of this.#listeners) listener(change);
	}
}
