import { isMarked, packState } from '$lib/lesson/tracking';
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
import type { Change, Session } from './session';

/** How the last try to save went. */
export type Saved = 'saved' | 'failed';

const debounce = 400;
const everyMinute = 60_000;
const retryAfter = [3_000, 10_000, 30_000, 60_000];
const rank = ['', 'unknown', 'not attempted', 'browsed', 'incomplete', 'failed', 'completed', 'passed'];

/** Writes a session into the LMS's data model: soon after what matters, every minute otherwise, again when it failed. */
export class Recorder {
	readonly #names;
	readonly #started = Date.now();
	readonly #writing: boolean;
	readonly #interactions: boolean;
	#pending: Interaction[] = [];
	#next = 0;
	/** Index of a discussion's record, which grows while people talk. */
	#points = new Map<number, number>();
	#changedPoints = new Set<number>();
	#written = new Map<string, string>();
	#best: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;

	constructor(
		readonly connection: Connection,
		readonly session: Session,
		readonly onSaved: (saved: Saved) => void
	) {
		this.#names = elementNames[connection.version];
		const mode = connection.get(this.#names.mode);
		this.#writing = mode !== 'browse' && mode !== 'review';
		this.#interactions = connection.get(`${this.#names.interactions}._children`) !== '';
		this.#next = Number(connection.get(`${this.#names.interactions}._count`)) || 0;
		const score = connection.get(this.#names.scaled ?? this.#names.raw);
		this.#best = score === '' ? -1 : Number(score) / (this.#names.scaled ? 1 : 100);
		for (const element of [this.#names.status, this.#names.success])
			if (element) this.#written.set(element, connection.get(element).toLowerCase());
		session.onChange((change) => this.#changed(change));
		setInterval(() => this.save(), everyMinute);
	}

	/** Writes everything and asks the LMS to keep it. */
	save(): boolean {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (!this.connection.active) return false;
		const kept = this.#write() && this.connection.commit();
		if (kept) this.#failures = 0;
		else this.#schedule(retryAfter[Math.min(this.#failures++, retryAfter.length - 1)]!);
		this.onSaved(kept ? 'saved' : 'failed');
		return kept;
	}

	/** Writes everything and closes the session. `leaving`: the learner pressed the exit button. */
	finish(leaving: boolean): boolean {
		clearTimeout(this.#timer);
		if (!this.connection.active) return true;
		const kept = this.#write();
		if (leaving && this.connection.version === '2004') this.connection.set('adl.nav.request', 'suspendAll');
		// Terminate commits; a commit of its own first keeps the data where Terminate is lost with the window.
		const committed = this.connection.commit();
		return this.connection.finish() && kept && committed;
	}

	#changed(change: Change): void {
		if (change.kind === 'answer')
			this.#pending.push({
				id: `q${change.sid}`,
				answer: asInteraction(change.item, change.response),
				score: change.score,
				weight: isMarked(change.item) ? change.item.weight : 0,
				at: new Date(),
				description: change.item.text
			});
		if (change.kind === 'points') this.#changedPoints.add(change.sid);
		if (change.soon) this.#schedule(debounce);
		else if (change.kind === 'points') this.#schedule(5 * debounce);
	}

	#schedule(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.save(), ms);
	}

	#write(): boolean {
		if (!this.#writing) return true;
		const { connection, session } = this;
		const { version } = connection;
		const names = this.#names;
		const { summary, state } = session;
		const done = summary.completion === 'completed';
		const packed = packState(state, session.lesson.items, { limit: suspendLimit[version] });
		let ok = true;
		const set = (element: string, value: string) => {
			if (this.#written.get(element) === value) return;
			if (connection.set(element, value)) this.#written.set(element, value);
			else ok = false;
		};
		set(names.suspendData, packed);
		if (state.page !== null) set(names.location, clipText(String(state.page), locationLimit[version]));
		this.#writeInteractions();
		if (summary.scaled !== null && summary.scaled >= this.#best) {
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
		set(names.sessionTime, timeInterval(Date.now() - this.#started, version));
		// In 2004 "normal" would start the next visit as a new attempt and lose what is known of this one.
		set(names.exit, done && version === '1.2' ? '' : 'suspend');
		return ok;
	}

	#raise(element: string, value: string, set: (element: string, value: string) => void): void {
		if (rank.indexOf(value) > rank.indexOf(this.#written.get(element) ?? '')) set(element, value);
	}

	/** Not every LMS has interactions, and none needs them to resume: a refused one is let go. */
	#writeInteractions(): void {
		if (!this.#interactions) return;
		for (const interaction of this.#pending.splice(0)) this.#put(this.#next++, interaction);
		for (const sid of this.#changedPoints) {
			const item = this.session.item(sid);
			const text = (this.session.state.discussions[sid] ?? [])
				.map((point) => (point.who ? `${point.who}: ${point.text}` : point.text))
				.join('\n');
			const index = this.#points.get(sid) ?? this.#next++;
			this.#points.set(sid, index);
			this.#put(index, {
				id: `q${sid}`,
				answer: { type: 'long-fill-in', text },
				score: null,
				weight: 0,
				at: new Date(),
				description: item?.text ?? ''
			});
		}
		this.#changedPoints.clear();
	}

	#put(index: number, interaction: Interaction): void {
		for (const [element, value] of interactionElements(index, interaction, this.connection.version))
			this.connection.set(element, value);
	}
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
