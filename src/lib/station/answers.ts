import type { ReadInteraction } from '$lib/scorm';

/** An answer not yet in the ledger; `tries` counts how often its question has been answered by now. */
export interface FreshAnswer {
	it: ReadInteraction;
	tries: number;
}

/**
 * Which answers of a commit are new, compared with what was entered of the commit before (`StoredAttempt.entered`). Packages
 * either add an interaction for every try or overwrite the one they have (SCORM 2004 RTE 3.1.4); both count as a try.
 */
export function compareAnswers(
	entered: string[],
	interactions: ReadInteraction[]
): { marks: string[]; fresh: FreshAnswer[] } {
	const tries = new Map<string, number>();
	const before = entered.map((mark) => JSON.parse(mark) as [string, string, boolean | null, number?]);
	for (const [id, , , count] of before) {
		const known = tries.get(id) ?? 0;
		tries.set(id, Math.max(known, count ?? known + 1));
	}
	const fresh: FreshAnswer[] = [];
	const marks = interactions.map((it, index) => {
		const [id, response, correct, count] = before[index] ?? [];
		const same = id === it.id && response === it.response && correct === it.correct;
		if (it.response === '') return JSON.stringify([it.id, '', it.correct, tries.get(it.id) ?? 0]);
		if (same) return JSON.stringify([id, response, correct, count ?? 1]);
		const now = (tries.get(it.id) ?? 0) + 1;
		tries.set(it.id, now);
		fresh.push({ it, tries: now });
		return JSON.stringify([it.id, it.response, it.correct, now]);
	});
	// Where an attempt begins with nothing in it, what is answered again is another try.
	const gone = before
		.slice(interactions.length)
		.map(([id]) => JSON.stringify([id, '', null, tries.get(id) ?? 0]));
	return { marks: [...marks, ...gone], fresh };
}
