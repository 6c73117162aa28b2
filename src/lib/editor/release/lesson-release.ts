import type { UserError } from '$lib/base';
import type { ReleaseOutlook } from '$lib/hub/protocol';

/** How far letting the lesson out has come, wherever that is done. */
export interface LessonRelease {
	/** Null until the hub has answered. */
	readonly outlook: ReleaseOutlook | null;
	readonly working: boolean;
	/** The number it got. */
	readonly released: number | null;
	readonly error: UserError | null;
	/** Never fails: what goes wrong is the {@link error}. */
	start(): Promise<void>;
}
