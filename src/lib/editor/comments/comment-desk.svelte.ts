import { newId, UserError } from '$lib/base';
import { threadsOf, type NewRemark, type Remark, type Thread } from '$lib/lesson/comments';
import type { LessonDesk } from '../desk.svelte';
import { markComments } from './comment-marks';
import type { LessonComments } from './lesson-comments';
import { replaceQuote } from './quotes';

type Said = NewRemark extends infer R ? (R extends { id: string } ? Omit<R, 'id'> : never) : never;

/** The comments of the lesson on the desk. Nothing is shown as said before the hub has it. */
export class CommentDesk {
	#remarks = $state.raw<Remark[]>([]);
	#error = $state.raw<UserError | null>(null);
	#busy = $state(false);
	#threads = $derived(threadsOf(this.#remarks));
	#open = $derived(this.#threads.filter(({ state }) => state === 'open'));

	constructor(
		private readonly comments: LessonComments,
		private readonly desk: LessonDesk
	) {}

	/** By age. */
	get threads(): Thread[] {
		return this.#threads;
	}
	get open(): Thread[] {
		return this.#open;
	}
	get error(): UserError | null {
		return this.#error;
	}
	get busy(): boolean {
		return this.#busy;
	}
	get decides(): boolean {
		return this.comments.decides && !this.desk.readonly;
	}

	/** Fetches what others have said meanwhile; what is shown stays when that fails. */
	async load(): Promise<void> {
		await this.#guarded(async () => void this.#show(await this.comments.list()));
	}

	/** Says one thing; gives false, with {@link error} set, when it did not arrive. */
	say(remark: Said): Promise<boolean> {
		return this.#guarded(async () => {
			const kept = await this.comments.add({ ...remark, id: newId() });
			this.#show([...this.#remarks, kept]);
		});
	}

	/** Whether a suggestion still finds the words it is about. */
	fits({ opening }: Thread): boolean {
		if (opening.says !== 'suggestion') return false;
		return replaceQuote(opening.blockId, opening.quote, opening.replacement)(this.desk.state);
	}

	/** Makes a suggested change, as one step of undo, once the hub knows that it was accepted. */
	async accept(thread: Thread): Promise<void> {
		const { opening } = thread;
		if (opening.says !== 'suggestion' || !this.fits(thread)) return;
		if (await this.say({ says: 'accepted', thread: thread.id }))
			this.desk.run(replaceQuote(opening.blockId, opening.quote, opening.replacement), false);
	}

	#show(remarks: Remark[]): void {
		this.#remarks = remarks;
		markComments(
			this.desk.editor.view,
			this.#open.map(({ opening }) => opening.blockId)
		);
	}

	async #guarded(work: () => Promise<void>): Promise<boolean> {
		this.#busy = true;
		this.#error = null;
		try {
			await work();
			return true;
		} catch (cause) {
			this.#error = cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
			return false;
		} finally {
			this.#busy = false;
		}
	}
}
