import type { AsideReason, AttemptFigure } from '$lib/store';
import { listText } from '$lib/ui';
import * as m from '$messages';

const day = 24 * 3600_000;

/** How it was known whose attempt this is. */
export function knownBy(how: string): string {
	const words: Record<string, () => string> = {
		list: m.results_how_list,
		pin: m.results_how_pin,
		keeper: m.results_how_keeper,
		station: m.results_how_station
	};
	return words[how]?.() ?? how;
}

/** How many whole days after the last record of an attempt the hub first saw it. */
export function daysLate({ lastAt, evidence }: Pick<AttemptFigure, 'lastAt' | 'evidence'>): number {
	const seen = Math.max(...evidence.map((one) => Date.parse(one.seen)));
	return Math.max(0, Math.floor((seen - Date.parse(lastAt)) / day));
}

/** Page numbers as people write them: `1–3、7`. */
export function pageList(evidence: AttemptFigure['evidence']): string {
	const ranges: [number, number][] = [];
	for (const { page } of evidence) {
		const last = ranges.at(-1);
		if (last && page === last[1] + 1) last[1] = page;
		else ranges.push([page, page]);
	}
	return listText(ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)));
}

/** Why so many entries were set aside. */
export const asideWords: Record<AsideReason, (inputs: { count: number }) => string> = {
	person: m.results_aside_person,
	release: m.results_aside_release,
	date: m.results_aside_date,
	sequence: m.results_aside_sequence,
	attempt: m.results_aside_attempt,
	newer: m.results_aside_newer,
	invalid: m.results_aside_invalid
};
