import type { ScormVersion } from '$lib/scorm';

/** An LMS's API object, whichever version's names it has. */
export type LmsApi = Record<string, (...args: string[]) => unknown>;

const names = { '1.2': 'API', '2004': 'API_1484_11' } as const;

/**
 * The LMS's API for one version: in this window, its parents, then the windows that opened them (SCORM 1.2 RTE 3.3.6,
 * 2004 4th edition RTE 3.3). A window of another origin answers with an exception and ends that way up.
 */
export function findApi(from: Window, version: ScormVersion): LmsApi | null {
	const seen = new Set<Window>();
	const starts: (() => Window | null | undefined)[] = [
		() => from,
		() => from.opener as Window | null,
		() => from.top?.opener as Window | null | undefined
	];
	for (const start of starts) {
		let at = attempt(start);
		for (let up = 0; at && !seen.has(at) && up < 500; up++) {
			seen.add(at);
			const here = at;
			const api = attempt(() => (here as unknown as Record<string, LmsApi | undefined>)[names[version]]);
			if (api) return api;
			at = attempt(() => (here.parent === here ? (here.opener as Window | null) : here.parent));
		}
	}
	return null;
}

function attempt<T>(read: () => T): T | null {
	try {
		return read() ?? null;
	} catch {
		return null;
	}
}
