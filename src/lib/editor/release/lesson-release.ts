import type { UserError } from '$lib/base';

/** Where a release would go, and which one it would follow; `at` in ms. */
export interface Outlook {
	/** The unit it is for, by name, and how many stations it has. */
	branch: string;
	stations: number;
	last: { number: number; at: number; by: string } | null;
}

/** How far letting the lesson out has come, wherever that is done. */
export interface LessonRelease {
	/** Null until the hub has answered. */
	readonly outlook: Outlook | null;
	readonly working: boolean;
	/** The number it got. */
	readonly released: number | null;
	readonly error: UserError | null;
	/** Never fails: what goes wrong is the {@link error}. */
	start(): Promise<void>;
}
