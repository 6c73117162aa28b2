import { newId, isHubAway, UserError } from '$lib/base';
import type { HubDraft, Saved, SaveRequest, VersionToKeep } from '$lib/hub/protocol';
import type { Lesson } from '$lib/lesson';
import type { SaveState } from './save-state';

/** What is kept on this computer of a draft that was written here. */
export interface LocalDraft {
	draftId: string;
	/** Version of the hub's draft that the text was written upon. */
	base: number;
	lesson: Lesson;
	/** Saves sent and not answered. */
	saves: string[];
	at: number;
	/** Versions asked for that the hub has not got. */
	versions?: KeepVersion[];
	/** The hub has all of it; kept so that the draft can be opened here while the hub cannot be reached. */
	saved?: true;
	/** When such a copy was last opened. */
	opened?: number;
}

/** A draft as the hub, or what was last heard of it, has it. */
type OpenDraft = Pick<HubDraft, 'draftId' | 'version' | 'savedAt' | 'lesson'>;

/** The newer of what this computer keeps of a draft and what came from the hub; null for the hub's. */
export const newerHere = (
	kept: LocalDraft | null,
	{ version }: Pick<HubDraft, 'version'>
): LocalDraft | null => (kept && (!kept.saved || kept.base > version) ? kept : null);

/** A version to be kept on the hub, as it waits here. */
export interface KeepVersion extends VersionToKeep {
	lesson: Lesson;
}

/** Keeps drafts on this computer, on its disk before `put` resolves. */
export interface LocalDrafts {
	get(draftId: string): Promise<LocalDraft | null>;
	put(draft: LocalDraft): Promise<void>;
	remove(draftId: string): Promise<void>;
}

/** Sends a draft to the hub. Rejects with `UserError('hub_unreachable')` when it cannot be reached. */
export type SendDraft = (
	draftId: string,
	request: SaveRequest & { lesson: Lesson; versions: KeepVersion[] }
) => Promise<Saved>;

const pause = 500;
const longestRetry = 30_000;

/**
 * One draft being written: every change goes to this computer's disk at once and to the hub half a second later, again and
 * again until the hub has it. What the hub will not take stays here.
 */
export class DraftSession {
	#state = $state.raw<SaveState>({ kind: 'saving' });
	#otherId = $state<string | null>(null);
	#draftId: string;
	#base: number;
	#lesson: Lesson;
	#saves: string[] = [];
	#versions = $state.raw<KeepVersion[]>([]);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retry = 1000;
	#changed = 0;
	#expected = false;
	#writing: Promise<void> = Promise.resolve();
	#sending: Promise<void> | null = null;
	#diskFull: UserError | null = null;
	#over = false;

	constructor(
		private readonly start: OpenDraft,
		private readonly local: LocalDrafts,
		private readonly send: SendDraft
	) {
		this.#draftId = start.draftId;
		this.#base = start.version;
		this.#lesson = start.lesson;
		this.#state = { kind: 'saved', at: start.savedAt };
	}

	/** How safe the work is. */
	get state(): SaveState {
		return this.#state;
	}

	/** The draft somebody else changed meanwhile, when ours had to become one of its own; stays until the next such event. */
	get otherId(): string | null {
		return this.#otherId;
	}

	/** The draft being written: another one after a conflict. */
	get draftId(): string {
		return this.#draftId;
	}

	/** Versions asked for that the hub has not got yet, oldest first. */
	get waiting(): readonly KeepVersion[] {
		return this.#versions;
	}

	/** Keeps a state of the lesson on the hub, with the next save: at once, or when the hub can be reached again. */
	keepVersion(reason: KeepVersion['reason'], name: string, lesson: Lesson): void {
		this.#versions = [...this.#versions, { key: newId(), reason, name, at: Date.now(), lesson }];
		this.#changed++;
		void this.#keep();
		this.#schedule(0);
	}

	/** Takes up what an earlier visit left on this computer. Gives the lesson to edit. */
	async open(): Promise<Lesson> {
		const kept = newerHere(await this.local.get(this.#draftId), this.start);
		if (kept) {
			this.#lesson = kept.lesson;
			this.#base = kept.base;
		}
		if (kept?.saved) {
			this.#state = { kind: 'saved', at: kept.at };
			this.#note({ ...kept, opened: Date.now() });
		} else if (kept) {
			this.#saves = kept.saves;
			this.#versions = kept.versions ?? [];
			this.#changed++;
			this.#state = { kind: 'local', at: kept.at };
			this.#schedule(0);
		}
		return this.#lesson;
	}

	/** A change is being made and will come within a second: what is saved is not all there is any more. */
	expect(): void {
		this.#expected = true;
		if (this.#state.kind === 'saved') this.#state = { kind: 'saving' };
	}

	/** Keeps a change. */
	change(lesson: Lesson): void {
		this.#expected = false;
		this.#lesson = lesson;
		this.#changed++;
		if (this.#state.kind !== 'local') this.#state = { kind: 'saving' };
		void this.#keep();
		this.#schedule(pause);
	}

	/** Tries the hub now, for example because the network is back. */
	retry(): void {
		if (this.#changed > 0) this.#schedule(0);
	}

	/** Resolves when the hub has everything, or rejects with why it has not. */
	async flush(): Promise<void> {
		await this.#writing;
		// What is on its way may be older than the last change.
		await this.#sending;
		while (this.#changed > 0) {
			clearTimeout(this.#timer);
			await this.#push();
			if (this.#state.kind === 'failed') throw this.#state.error;
			if (this.#state.kind === 'local') throw this.#state.why ?? new UserError('hub_unreachable');
		}
	}

	/** Hands the draft over: when it resolves, everything is on the hub or, if that takes longer than `patience` ms, on this computer. */
	async handOver(patience: number): Promise<void> {
		await this.#keep();
		const sent = this.flush().catch(() => undefined);
		await Promise.race([sent, new Promise((done) => setTimeout(done, patience))]);
		this.close();
		await this.#writing;
	}

	/** Stops trying; what is not sent stays on this computer. */
	close(): void {
		this.#over = true;
		clearTimeout(this.#timer);
	}

	/** Writes that a copy was used, unless a change comes first. Without it the copy is only let go of earlier. */
	#note(copy: LocalDraft): void {
		this.#writing = this.#writing.then(async () => {
			if (this.#changed === 0) await this.local.put(copy).catch(() => undefined);
		});
	}

	/** One write at a time; changes made meanwhile go with the next. */
	#keep(): Promise<void> {
		this.#writing = this.#writing.then(async () => {
			if (this.#changed === 0) return;
			try {
				await this.local.put({
					draftId: this.#draftId,
					base: this.#base,
					lesson: this.#lesson,
					saves: this.#saves,
					at: Date.now(),
					...(this.#versions.length > 0 && { versions: this.#versions })
				});
				this.#diskFull = null;
			} catch (cause) {
				this.#diskFull = new UserError('disk_full', {}, { cause });
				this.#state = { kind: 'failed', error: this.#diskFull };
			}
		});
		return this.#writing;
	}

	#schedule(delay: number): void {
		clearTimeout(this.#timer);
		if (!this.#over) this.#timer = setTimeout(() => void this.#push(), delay);
	}

	/** One try at a time. */
	#push(): Promise<void> {
		this.#sending ??= this.#try().finally(() => {
			this.#sending = null;
			// On a full disk the hub is the only place left, so it is tried all the more.
			if (this.#changed > 0 && (this.#state.kind !== 'failed' || this.#diskFull))
				this.#schedule(this.#state.kind === 'saving' ? pause : this.#retry);
		});
		return this.#sending;
	}

	async #try(): Promise<void> {
		if (this.#changed === 0) return;
		// The name of the try is on the disk before the try is made: after a crash the hub can tell a repeated save from another's.
		this.#saves = [...this.#saves.slice(-50), newId()];
		await this.#keep();
		const changed = this.#changed;
		const versions = this.#versions;
		try {
			const saved = await this.send(this.#draftId, {
				base: this.#base,
				saves: this.#saves,
				lesson: this.#lesson,
				versions
			});
			this.#versions = this.#versions.filter((version) => !versions.includes(version));
			await this.#landed(saved, changed);
		} catch (error) {
			this.#failed(error);
		}
	}

	async #landed(saved: Saved, changed: number): Promise<void> {
		const before = this.#draftId;
		this.#draftId = saved.draftId;
		if (saved.split) this.#otherId = before;
		this.#base = saved.version;
		this.#saves = [];
		this.#retry = 1000;
		this.#changed -= changed;
		const here = this.#diskFull ? { here: this.#diskFull } : {};
		this.#diskFull = null;
		this.#state = saved.split
			? { kind: 'conflict', otherId: before }
			: this.#changed > 0 || this.#expected
				? { kind: 'saving' }
				: { kind: 'saved', at: saved.savedAt, ...here };
		// The newer text is on the disk before the older one goes.
		await this.#keep();
		await this.#settled(before, saved.savedAt);
	}

	/**
	 * Marks what is kept as saved, and removes what stands under the draft's name of before a conflict. Where neither can be
	 * written it does no harm: a copy is sent again, and is known by its version.
	 */
	async #settled(before: string, at: number): Promise<void> {
		const settling = this.#writing.then(async () => {
			if (before !== this.#draftId) await this.local.remove(before);
			if (this.#changed > 0) return;
			const saved = { draftId: this.#draftId, base: this.#base, lesson: this.#lesson, saves: [], at };
			await this.local.put({ ...saved, saved: true }).catch(() => this.local.remove(this.#draftId));
		});
		this.#writing = settling.catch(() => undefined);
		await this.#writing;
	}

	#failed(error: unknown): void {
		const full = error instanceof UserError && error.code === 'hub_disk_full';
		const passing = full || !(error instanceof UserError) || isHubAway(error);
		if (!passing) this.#state = { kind: 'failed', error };
		// What is not on this computer's disk either is not called safe.
		else if (this.#diskFull) this.#state = { kind: 'failed', error: this.#diskFull };
		else this.#state = { kind: 'local', at: Date.now(), ...(full && { why: error }) };
		this.#retry = Math.min(this.#retry * 2, longestRetry);
	}
}
