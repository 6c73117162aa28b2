import {
	isMarked,
	isQuestion,
	packState,
	type Answer,
	type LessonState,
	type QuestionItem
} from '$lib/lesson/tracking';
import {
	clipText,
	decimal,
	elementNames,
	interactionElements,
	locationLimit,
	suspendLimit,
	timeInterval,
	type Interaction
} from '$lib/scorm';
import { asInteraction } from './as-interaction';
import type { Connection } from './connection';
import type { KeptAnswers } from './kept-answers';
import { reachable } from './reachable';
import type { Change, Session } from './session';

/** How the last try to save went: the LMS has it, this browser has it until the LMS does, or nobody. */
export type Saved = 'saved' | 'kept' | 'failed';

const debounce = 400;
const everyMinute = 60_000;
const retryAfter = [3_000, 10_000, 30_000, 60_000];
/** An interaction refused so often is let go: not every LMS takes every one. */
const refusalsMost = 3;
const rank = ['', 'unknown', 'not attempted', 'browsed', 'incomplete', 'failed', 'completed', 'passed'];

/** Writes a session into the LMS's data model: soon after what matters, every minute otherwise, again when it failed. */
export class Recorder {
	readonly #names;
	// Clocks are set while people learn; this one is not.
	readonly #started = performance.now();
	readonly #writing: boolean;
	readonly #interactions: boolean;
	readonly #scoreAtEnd: boolean;
	#browsed: boolean;
	#pending: Interaction[] = [];
	#refusals = 0;
	#next = 0;
	/** Index of a discussion's record, which grows while people talk. */
	#points = new Map<number, number>();
	#changedPoints = new Set<number>();
	/** Statuses that were reached, which are never lowered. */
	#reached = new Map<string, string>();
	#written = new Map<string, string>();
	#packed = '';
	#turn = 0;
	#best: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#due = 0;
	#failures = 0;

	constructor(
		readonly connection: Connection,
		readonly session: Session,
		/** Null where nothing is written, so that nothing can be lost. */
		readonly kept: KeptAnswers | null,
		readonly onSaved: (saved: Saved) => void
	) {
		this.#names = elementNames[connection.version];
		this.#writing = isWritten(connection);
		// With a mastery score, an LMS makes "passed" or "failed" of any score when a visit ends, be the lesson done or not
		// (1.2 RTE 3.4.4), and what has failed it may never open for recording again.
		this.#scoreAtEnd = connection.version === '1.2' && lmsPassPercent(connection) !== null;
		this.#interactions = connection.get(`${this.#names.interactions}._children`) !== '';
		this.#next = Number(connection.get(`${this.#names.interactions}._count`)) || 0;
		const score = connection.get(this.#names.scaled ?? this.#names.raw);
		this.#best = score === '' ? -1 : Number(score) / (this.#names.scaled ? 1 : 100);
		for (const element of [this.#names.status, this.#names.success])
			if (element) {
				const status = connection.get(element).toLowerCase();
				this.#reached.set(element, status);
				this.#written.set(element, status);
			}
		// A status nobody set becomes "completed" when the visit ends (1.2 RTE 3.4.4), even of what was only looked at.
		const untouched = ['', 'not attempted'].includes(connection.get(this.#names.status).toLowerCase());
		this.#browsed =
			connection.version === '1.2' && untouched && connection.get(this.#names.mode) === 'browse';
		session.onChange((change) => this.#changed(change));
		setInterval(() => this.save(), everyMinute);
	}

	/** Writes everything and asks the LMS to keep it; `now`: without a question first, as the page may be gone by the answer. */
	save(now = false): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (!this.connection.active) return;
		const turn = ++this.#turn;
		const written = this.#write();
		if (now && this.#failures === 0) return this.#commit(turn, written);
		// Some systems take what they could not send for sent and never send it again: nothing is committed to a line that is cut.
		void reachable().then((there) =>
			there === false ? this.#settle(turn, false) : this.#commit(turn, written)
		);
	}

	#commit(turn: number, written: boolean): void {
		if (written && this.connection.commit()) void this.arrived().then((has) => this.#settle(turn, has));
		else this.#settle(turn, false);
	}

	/** Whether what was written last is with the LMS; true where that cannot be told. */
	async arrived(): Promise<boolean> {
		const packed = this.#packed;
		const there = await reachable();
		if (there) this.kept?.arrived(packed);
		return there !== false;
	}

	/** Answers that the LMS never got are recorded now: those that are not in what it had. */
	catchUp(had: LessonState): void {
		for (const item of this.session.items) {
			const given = this.session.state.questions[item.sid];
			if (given && isQuestion(item) && JSON.stringify(given) !== JSON.stringify(had.questions[item.sid]))
				this.#pending.push(recordOf(item, given.response, given.score, null));
		}
		for (const sid of Object.keys(this.session.state.discussions).map(Number))
			if (JSON.stringify(had.discussions[sid]) !== JSON.stringify(this.session.state.discussions[sid]))
				this.#changedPoints.add(sid);
	}

	/** A newer save speaks for itself. */
	#settle(turn: number, has: boolean): void {
		if (turn !== this.#turn || !this.connection.active) return;
		if (has) {
			this.#failures = 0;
			return this.onSaved('saved');
		}
		// Nobody knows how much of it is lost: next time everything is written again.
		this.#written.clear();
		this.#schedule(retryAfter[Math.min(this.#failures++, retryAfter.length - 1)]!);
		this.onSaved(this.kept?.keep(this.#packed) ? 'kept' : 'failed');
	}

	/** Writes everything and closes the session. `leaving`: the learner pressed the exit button. */
	finish(leaving: boolean): boolean {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (!this.connection.active) return true;
		const kept = this.#write();
		if (leaving && this.connection.version === '2004') this.connection.set('adl.nav.request', 'suspendAll');
		// Terminate commits; a commit of its own first keeps the data where Terminate is lost with the window.
		const committed = this.connection.commit();
		if (this.connection.finish() && kept && committed) return true;
		this.#settle(++this.#turn, false);
		return false;
	}

	#changed(change: Change): void {
		if (change.kind === 'answer')
			this.#pending.push(recordOf(change.item, change.response, change.score, change.took));
		if (change.kind === 'points') this.#changedPoints.add(change.sid);
		if (change.soon) this.#schedule(debounce);
		else if (change.kind === 'points') this.#schedule(5 * debounce);
	}

	/** Saves within so many milliseconds: what is due sooner is never put off, however fast somebody answers. */
	#schedule(ms: number): void {
		const due = Date.now() + ms;
		if (this.#timer !== undefined && this.#due <= due) return;
		clearTimeout(this.#timer);
		this.#due = due;
		this.#timer = setTimeout(() => this.save(), ms);
	}

	#write(): boolean {
		if (!this.#writing) {
			if (this.#browsed) this.#browsed = !this.connection.set(this.#names.status, 'browsed');
			return true;
		}
		const { connection, session } = this;
		const { version } = connection;
		const names = this.#names;
		const { summary, state } = session;
		const done = summary.completion === 'completed';
		this.#packed = packState(state, session.lesson.items, { limit: suspendLimit[version] });
		// Before the LMS is asked: this window may be gone before it has answered.
		this.kept?.keep(this.#packed);
		let ok = true;
		const set = (element: string, value: string) => {
			if (this.#written.get(element) === value) return;
			if (connection.set(element, value)) this.#written.set(element, value);
			else ok = false;
		};
		set(names.suspendData, this.#packed);
		if (state.page !== null) set(names.location, clipText(String(state.page), locationLimit[version]));
		this.#writeInteractions();
		if (summary.scaled !== null && summary.scaled >= this.#best && (done || !this.#scoreAtEnd)) {
			this.#best = summary.scaled;
			if (names.scaled) set(names.scaled, decimal(summary.scaled));
			set(names.min, '0');
			set(names.max, '100');
			set(names.raw, decimal(summary.scaled * 100));
		}
		// 1.2 has one status for both: a mark counts only once nothing is left to do.
		const mark = summary.success === 'unknown' ? null : summary.success;
		this.#raise(names.status, names.success || !done || !mark ? summary.completion : mark, set);
		if (names.success && mark) this.#raise(names.success, mark, set);
		set(names.sessionTime, timeInterval(performance.now() - this.#started, version));
		// In 2004 "normal" would start the next visit as a new attempt and lose what is known of this one.
		set(names.exit, done && version === '1.2' ? '' : 'suspend');
		return ok;
	}

	#raise(element: string, value: string, set: (element: string, value: string) => void): void {
		const reached = this.#reached.get(element) ?? '';
		const best = rank.indexOf(value) > rank.indexOf(reached) ? value : reached;
		this.#reached.set(element, best);
		set(element, best);
	}

	/** Not every LMS has interactions, and none needs them to resume: one that is refused again and again is let go. */
	#writeInteractions(): void {
		if (!this.#interactions) return;
		while (this.#pending[0]) {
			if (this.#put(this.#next, this.#pending[0])) this.#next++;
			else if (++this.#refusals < refusalsMost) return;
			this.#refusals = 0;
			this.#pending.shift();
		}
		for (const sid of this.#changedPoints) {
			const text = (this.session.state.discussions[sid] ?? [])
				.map((point) => (point.who ? `${point.who}: ${point.text}` : point.text))
				.join('\n');
			const index = this.#points.get(sid) ?? this.#next;
			const item = this.session.item(sid);
			const answer = { type: 'long-fill-in', text } as const;
			if (!this.#put(index, { ...unmarked(sid, item?.text ?? ''), answer })) continue;
			if (!this.#points.has(sid)) this.#next++;
			this.#points.set(sid, index);
			this.#changedPoints.delete(sid);
		}
	}

	/** False when the LMS does not take the record at all. */
	#put(index: number, interaction: Interaction): boolean {
		const [id, ...rest] = interactionElements(index, interaction, this.connection.version);
		if (!id || !this.connection.set(...id)) return false;
		for (const element of rest) this.connection.set(...element);
		return true;
	}
}

const unmarked = (sid: number, description: string) => ({
	id: `q${sid}`,
	score: null,
	weight: 0,
	at: new Date(),
	took: null,
	description
});

const recordOf = (
	item: QuestionItem,
	response: Answer,
	score: number | null,
	took: number | null
): Interaction => ({
	...unmarked(item.sid, item.text),
	answer: asInteraction(item, response),
	score,
	took,
	weight: isMarked(item) ? item.weight : 0
});

/** Whether this visit leaves anything behind: browsing and looking again do not. */
export function isWritten(connection: Connection): boolean {
	const mode = connection.get(elementNames[connection.version].mode);
	return mode !== 'browse' && mode !== 'review';
}

/** The pass mark the LMS gives, 0 to 100; null when it gives none. */
export function lmsPassPercent(connection: Connection): number | null {
	const raw = connection.get(
		connection.version === '1.2' ? 'cmi.student_data.mastery_score' : 'cmi.scaled_passing_score'
	);
	const value = Number(raw);
	if (raw === '' || Number.isNaN(value)) return null;
	return connection.version === '1.2' ? value : value * 100;
}
