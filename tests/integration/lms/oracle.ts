import type { ScormVersion } from '$lib/scorm';

/** An LMS to play against: says what was done to it, and what of that was wrong. */
export interface Oracle {
	readonly version: ScormVersion;
	readonly api: Record<string, (...args: unknown[]) => unknown>;
	readonly calls: string[][];
	readonly violations: string[];
	/** While true, every commit is "true" and nothing is kept. */
	lying: boolean;
	/** The value of an element as it was kept last; empty where there is none. */
	keptValue(element: string): string;
	/** What it hands back at the next launch. */
	next(): unknown;
}
