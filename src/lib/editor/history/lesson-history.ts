import type { VersionRow } from '$lib/hub/protocol';
import type { Lesson } from '$lib/lesson';
import type { KeepVersion } from '../draft-session.svelte';

/** A lesson's versions, wherever they are kept. */
export interface LessonHistory {
	/** Newest first. Rejects with a `UserError`. */
	list(): Promise<VersionRow[]>;
	/** Rejects with a `UserError`. */
	open(number: number): Promise<Lesson>;
	/** Keeps a state; never fails: what cannot be sent is {@link waiting}. */
	keep(reason: KeepVersion['reason'], name: string, lesson: Lesson): void;
	/** What was asked for and is not there yet. */
	readonly waiting: readonly KeepVersion[];
}
