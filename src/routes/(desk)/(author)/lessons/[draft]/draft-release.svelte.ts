import { UserError } from '$lib/base';
import type { LessonRelease } from '$lib/editor';
import { drafts, type ReleaseOutlook } from '$lib/hub/protocol';
import { ask } from '../hub-request';

/** Lets a draft out, as the hub has it once it is saved. */
export class DraftRelease implements LessonRelease {
	#outlook = $state.raw<ReleaseOutlook | null>(null);
	#doing = $state<'asking' | 'releasing' | null>(null);
	#released = $state<number | null>(null);
	#error = $state.raw<UserError | null>(null);

	/** `save` resolves when the hub has what is written here; gives the draft's id by then. */
	constructor(private readonly save: () => Promise<string>) {}

	get outlook() {
		return this.#outlook;
	}
	get working() {
		return this.#doing === 'releasing';
	}
	get released() {
		return this.#released;
	}
	get error() {
		return this.#error;
	}

	/** Asks the hub what a release would mean. */
	prepare(): Promise<void> {
		return this.#try('asking', async () => {
			this.#outlook = await ask(drafts.outlook, { draft: await this.save() });
		});
	}

	start(): Promise<void> {
		return this.#try('releasing', async () => {
			this.#released = (await ask(drafts.release, { draft: await this.save() })).number;
		});
	}

	async #try(what: 'asking' | 'releasing', work: () => Promise<void>): Promise<void> {
		if (this.#doing) return;
		this.#doing = what;
		this.#error = null;
		try {
			await work();
		} catch (cause) {
			this.#error = cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
		} finally {
			this.#doing = null;
		}
	}
}
