import { iso, newId, signer, type Clock, type JsonObject } from '$lib/base';
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
import { readStanding, type Interaction, type ScormVersion } from '$lib/player';
import type { Release } from '$lib/store';
import type { Identity, Journal, StoredAttempt } from '$lib/store/browser';
import { answerText } from './answer-text';
import { compareAnswers } from './answers';

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
			? {
					...before,
					release: release.number,
					secondsBefore: before.secondsBefore + before.secondsNow,
					secondsNow: 0,
					updatedAt: this.now()
				}
			: {
					attemptId: newId(12),
					personId: by.id,
					lessonId: release.lessonId,
					release: release.number,
					cmi: null,
					secondsBefore: 0,
					secondsNow: 0,
					entered: [],
					completion: 'incomplete',
					success: 'unknown',
					scaled: null,
					updatedAt: this.now()
				};
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
		version: ScormVersion,
		items: Item[],
		commit: { cmi: JsonObject; final: boolean }
	): Promise<StoredAttempt> {
		const standing = readStanding(commit.cmi, version);
		const { attemptId } = attempt;
		const { marks, fresh } = compareAnswers(attempt.entered, standing.interactions);
		const bodies = fresh.map(({ it, tries }) => answerEntry(attemptId, it, items, tries));
		const next: StoredAttempt = {
			...attempt,
			cmi: commit.cmi,
			entered: marks,
			secondsNow: Math.max(attempt.secondsNow, standing.sittingSeconds ?? 0),
			// What was reached once stays reached: a package that starts over does not take it back.
			completion: attempt.completion === 'completed' ? 'completed' : standing.completion,
			success: standing.success === 'unknown' ? attempt.success : standing.success,
			scaled: standing.scaled ?? attempt.scaled,
			updatedAt: this.now()
		};
		const changed =
			next.completion !== attempt.completion ||
			next.success !== attempt.success ||
			next.scaled !== attempt.scaled;
		if (changed || commit.final)
			bodies.push({
				kind: 'attempt-status',
				attemptId,
				completion: next.completion,
				success: next.success,
				scaled: next.scaled,
				seconds: next.secondsBefore + next.secondsNow
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

function answerEntry(attemptId: string, it: Interaction, items: Item[], tries: number): EntryBody {
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
