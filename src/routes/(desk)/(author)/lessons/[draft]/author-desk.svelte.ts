import { UserError, userErrorFrom } from '$lib/base';
import { DraftSession, type LocalDraft } from '$lib/editor';
import { problemsOf, type Lesson, type Problem } from '$lib/lesson';
import { StoredDrafts } from '$lib/store/browser';
import type { Release } from '$lib/store';
import { HubShelf } from './hub-shelf';

interface Start {
	draftId: string;
	version: number;
	savedAt: number;
	lesson: Lesson;
}

/** One visit to a draft: its text, how safe it is, what keeps it from being released. */
export class AuthorDesk {
	readonly shelf: HubShelf;
	readonly #session: DraftSession;
	#lesson = $state.raw<Lesson | null>(null);
	#problems = $state.raw<Problem[]>([]);
	#released = $state.raw<Release | null>(null);
	#releaseError = $state.raw<UserError | null>(null);

	constructor(start: Start) {
		this.shelf = new HubShelf(start.lesson.lessonId);
		this.#session = new DraftSession(start, new StoredDrafts<LocalDraft>(), (draftId, request) =>
			post(`/drafts/${draftId}`, request)
		);
	}

	get lesson() {
		return this.#lesson;
	}
	get problems() {
		return this.#problems;
	}
	get saveState() {
		return this.#session.state;
	}
	/** The other text after a conflict, and the address of ours. */
	get conflict() {
		const { otherId, draftId } = this.#session;
		return otherId === null ? null : { otherId, draftId };
	}
	get released() {
		return this.#released;
	}
	get releaseError() {
		return this.#releaseError;
	}

	/** Shows what this computer or the hub has. */
	async open(): Promise<void> {
		const lesson = await this.#session.open();
		this.#lesson = lesson;
		this.#problems = problemsOf(lesson);
	}

	change(lesson: Lesson): void {
		this.#lesson = lesson;
		this.#problems = problemsOf(lesson);
		this.#session.change(lesson);
	}

	retry(): void {
		this.#session.retry();
	}

	close(): void {
		this.#session.close();
		this.shelf.close();
	}

	/** Saves, then releases what was saved. */
	async release(): Promise<void> {
		this.#released = null;
		this.#releaseError = null;
		try {
			const [problem] = this.#problems;
			if (problem) throw problem.error;
			await this.#session.flush();
			this.#released = await post<Release>(`/drafts/${this.#session.draftId}/release`, {});
		} catch (error) {
			this.#releaseError =
				error instanceof UserError ? error : new UserError('hub_unreachable', {}, { cause: error });
		}
	}
}

async function post<T>(path: string, body: unknown): Promise<T> {
	const response = await fetch(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(30_000)
	}).catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	const answer: unknown = await response.json().catch(() => null);
	if (!response.ok) throw userErrorFrom(answer);
	return answer as T;
}
