import { DraftLock, DraftSession, newerHere, type LocalDraft } from '$lib/editor';
import { drafts, type HubDraft, type Settling } from '$lib/hub/protocol';
import { problemsOf, type Lesson, type Problem } from '$lib/lesson';
import { StoredDrafts } from '$lib/store/browser';
import { tick } from 'svelte';
import { DraftRelease } from './draft-release.svelte';
import { hubComments } from './hub-comments';
import { hubHistory } from './hub-history';
import { ask } from '../hub-request';
import { HubShelf } from '../hub-shelf';

/** Whether this tab writes, another one of this browser does, or the person may only look. */
export type Role = 'writing' | 'elsewhere' | 'looking';

/** How long another tab waits for this one's last save, in ms. */
const handOverWithin = 2500;

/** One visit to a draft: its text, how safe it is, what keeps it from being released. */
export class AuthorDesk {
	readonly shelf: HubShelf;
	readonly #drafts = new StoredDrafts<LocalDraft>();
	readonly #lock: DraftLock;
	#start = $state.raw() as HubDraft;
	#session = $state.raw() as DraftSession;
	#history = $derived(hubHistory(this.#session));
	#comments = $derived(hubComments(this.#session, this.#start.mayEdit));
	#role = $state<Role>('looking');
	#lesson = $state.raw<Lesson | null>(null);
	#problems = $state.raw<Problem[]>([]);

	constructor(start: HubDraft) {
		this.shelf = new HubShelf(start.lesson.lessonId);
		this.#start = start;
		this.#session = this.#visit();
		this.#lock = new DraftLock(start.draftId, () => this.#handOver());
	}

	get lesson() {
		return this.#lesson;
	}
	get role() {
		return this.#role;
	}
	get history() {
		return this.#history;
	}
	get comments() {
		return this.#comments;
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
	get draftId() {
		return this.#session.draftId;
	}

	/** Shows what this computer or the hub has. */
	async open(): Promise<void> {
		const role = !this.#start.mayEdit ? 'looking' : (await this.#lock.take()) ? 'writing' : 'elsewhere';
		await this.#show(role);
	}

	/** Writes here what another tab was writing. */
	async takeOver(): Promise<void> {
		const { draftId } = this.#session;
		await this.#lock.takeOver();
		// The other tab may have saved; without the hub, what it put on this computer is the newest there is.
		this.#start = await ask(drafts.open, { draft: draftId }).catch(() => ({ ...this.#start, draftId }));
		this.#session.close();
		this.#session = this.#visit();
		await this.#show('writing');
	}

	change(lesson: Lesson): void {
		this.#lesson = lesson;
		this.#problems = problemsOf(lesson);
		this.#session.change(lesson);
	}

	/** A change is on its way here. */
	expect(): void {
		this.#session.expect();
	}

	/** Holds on to the draft this text became after a conflict. */
	follow(): void {
		void this.#lock.follow(this.#session.draftId);
	}

	retry(): void {
		this.#session.retry();
	}

	close(): void {
		this.#session.close();
		this.#lock.release();
		this.shelf.close();
	}

	/** The text that stands against ours after a conflict. */
	other(): Promise<HubDraft> {
		return ask(drafts.open, { draft: this.conflict?.otherId ?? '' });
	}

	/** Resolves when the hub has what is written here, or cannot be reached. */
	async save(): Promise<void> {
		if (this.#role === 'writing') await this.#session.flush().catch(() => undefined);
	}

	/** Decides a conflict; gives the id of the draft to write on. */
	async settle(take: Settling): Promise<string> {
		await this.#session.flush();
		const answer = await ask(drafts.settle, { draft: this.#session.draftId, body: { take } });
		return answer.draftId;
	}

	/** A release of what is written here; nothing is let out before it is started. */
	release(): DraftRelease {
		return new DraftRelease(async () => {
			await this.#session.flush();
			return this.#session.draftId;
		});
	}

	#visit(): DraftSession {
		return new DraftSession(this.#start, this.#drafts, (draft, body) => ask(drafts.save, { draft, body }));
	}

	async #show(role: Role): Promise<void> {
		const { draftId, lesson } = this.#start;
		// Only who writes may send what is kept here.
		const shown =
			role === 'writing'
				? await this.#session.open()
				: (newerHere(await this.#drafts.get(draftId).catch(() => null), this.#start)?.lesson ?? lesson);
		this.#problems = problemsOf(shown);
		this.#lesson = shown;
		this.#role = role;
	}

	/** Another tab writes from now on. The editor closes first and hands out its last words. */
	async #handOver(): Promise<void> {
		this.#role = 'elsewhere';
		await tick();
		await this.#session.handOver(handOverWithin);
	}
}
