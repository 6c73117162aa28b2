import { iso, newId, signer, type Clock } from '$lib/base';
import {
	closePage,
	fitPage,
	pageHash,
	pageLimits,
	type Entry,
	type EntryBody,
	type EntryPerson
} from '$lib/ledger';
import type { Item } from '$lib/lesson';
import type { Commit } from '$lib/player';
import { readStanding, type ReadInteraction, type ScormVersion } from '$lib/scorm';
import { activitiesOf, type Course } from '$lib/scorm/course';
import type { Release } from '$lib/release';
import type { Identity, Journal, StoredAttempt, StoredStep } from '$lib/store/browser';
import { answerText } from './answer-text';
import { compareAnswers } from './answers';
import { foreignAnswer } from './foreign-answer';
import { newStep, secondsOf, sessionEnded } from './steps';

/** What is played: its version, what is known of its questions, and the course when it was made elsewhere. */
export interface Played {
	version: ScormVersion;
	items: Item[];
	course?: Course | undefined;
}

/** Writes what happens at a station into its journal and closes journal entries into signed pages. */
export class Recorder {
	readonly #bootId = newId(8);
	readonly #started = performance.now();

	constructor(
		private readonly journal: Journal<Entry>,
		private readonly identity: Identity,
		private readonly now: Clock
	) {}

	/** Records facts. Resolves when they are on the disk. */
	async record(by: EntryPerson, bodies: EntryBody[], attempt?: StoredAttempt): Promise<void> {
		const at = iso(this.now());
		const monotonic = Math.round(performance.now() - this.#started);
		await this.journal.append(
			(first) => bodies.map((body, i) => ({ seq: first + i, at, bootId: this.#bootId, monotonic, by, body })),
			attempt
		);
	}

	/** Opens a person's attempt at a lesson: the unfinished one, carried over to the newest release, or a new one. */
	async openAttempt(by: EntryPerson, release: Release): Promise<StoredAttempt> {
		const before = (await this.journal.attempts(by.id)).find(
			(a) => a.lessonId === release.lessonId && a.completion === 'incomplete'
		);
		const attempt: StoredAttempt = before
			? { ...before, ...sessionEnded(before), release: release.number, updatedAt: this.now() }
			: {
					attemptId: newId(12),
					personId: by.id,
					lessonId: release.lessonId,
					release: release.number,
					...newStep,
					completion: 'incomplete',
					success: 'unknown',
					scaled: null,
					updatedAt: this.now()
				};
		if (attempt.steps)
			attempt.steps = Object.fromEntries(
				Object.entries(attempt.steps).map(([id, step]) => [id, sessionEnded(step)])
			);
		const { attemptId, lessonId } = attempt;
		const opened: EntryBody = {
			kind: 'attempt-opened',
			attemptId,
			lessonId,
			release: release.number,
			title: release.title,
			resumed: before !== undefined
		};
		await this.record(by, [opened], attempt);
		return attempt;
	}

	/** Records one commit of a package: new answers, a changed standing, the data model itself, all in one write. Gives the attempt as it is now. */
	async commit(
		by: EntryPerson,
		attempt: StoredAttempt,
		{ version, items, course }: Played,
		{ step, state }: Commit
	): Promise<StoredAttempt> {
		const { attemptId } = attempt;
		// A lesson of ours has nothing to its course but its one step.
		if (!course && !step) return attempt;
		const standing = course ? state.standing : readStanding(step!.cmi, version);
		const bodies: EntryBody[] = [];
		const next: StoredAttempt = {
			...attempt,
			// What was reached once stays reached: a package that starts over does not take it back.
			completion: attempt.completion === 'completed' ? 'completed' : standing.completion,
			success: standing.success === 'unknown' ? attempt.success : standing.success,
			scaled: standing.scaled ?? attempt.scaled,
			updatedAt: this.now()
		};
		if (step) {
			const before = course ? (attempt.steps?.[step.id] ?? newStep) : attempt;
			const { interactions, sittingSeconds } = readStanding(step.cmi, version);
			const { marks, fresh } = compareAnswers(before.entered, interactions);
			const from = course && activitiesOf(course.items).find(({ id }) => id === step.id);
			bodies.push(
				...fresh.map(({ it, tries }) =>
					from ? foreignAnswer(attemptId, from, it, tries) : answerEntry(attemptId, it, items, tries)
				)
			);
			const same = before.session === undefined || before.session === step.session;
			const { secondsBefore, secondsNow } = same ? before : sessionEnded(before);
			const kept: StoredStep = {
				cmi: step.cmi,
				entered: marks,
				session: step.session,
				final: step.final,
				before: step.before,
				secondsBefore,
				secondsNow: Math.max(secondsNow, sittingSeconds ?? 0)
			};
			if (course) next.steps = { ...attempt.steps, [step.id]: kept };
			else Object.assign(next, kept);
		}
		if (course)
			next.course = {
				state: { ...state },
				objectivesGlobal: !course.objectivesOfAttempt,
				dataGlobal: !course.dataOfAttempt
			};
		const changed =
			next.completion !== attempt.completion ||
			next.success !== attempt.success ||
			next.scaled !== attempt.scaled;
		if (changed || step?.final)
			bodies.push({
				kind: 'attempt-status',
				attemptId,
				completion: next.completion,
				success: next.success,
				scaled: next.scaled,
				seconds: secondsOf(next)
			});
		await this.record(by, bodies, next);
		return next;
	}

	/** Closes all open entries into pages. Only one window at a time does it; the others find nothing left. */
	async closePages(): Promise<void> {
		await navigator.locks.request('yuanke-ledger', async () => {
			for (;;) {
				const { entries, head } = await this.journal.open(pageLimits.entries + 1);
				const count = fitPage(entries);
				if (count === 0) return;
				const { stationId, deviceId, privateKey } = this.identity;
				const page = head.lastPage + 1;
				const taken = entries.slice(0, count);
				const closed = await closePage(signer(deviceId, privateKey), {
					stationId,
					deviceId,
					page,
					prev: head.head,
					entries: taken
				});
				const seqs = taken.map(({ seq }) => seq);
				await this.journal.closePage(closed, page, await pageHash(closed), seqs);
			}
		});
	}
}

function answerEntry(attemptId: string, it: ReadInteraction, items: Item[], tries: number): EntryBody {
	const sid = Number(/^q(\d+)/.exec(it.id)?.[1] ?? 0);
	const item = items.find((known) => known.sid === sid);
	// What was asked goes into the evidence: the lesson may be changed or withdrawn later.
	const question = (item?.text ?? it.description).slice(0, 1000);
	if (item?.kind === 'discussion')
		return { kind: 'discussion', attemptId, sid, question, points: it.response.slice(0, 4000) };
	return {
		kind: 'answer',
		attemptId,
		sid,
		question,
		response: it.response.slice(0, 4000),
		text: answerText(it, item).slice(0, 4000),
		correct: it.correct,
		tries
	};
}
