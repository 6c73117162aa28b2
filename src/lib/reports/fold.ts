import type { Entry } from '$lib/ledger';
import type { Evidence } from '$lib/store';
import type { Facts } from './proof';

/** Where an entry was found, and what the hub knows beside it. */
export interface Where {
	stationId: string;
	deviceId: string;
	evidence: Evidence;
	facts: Facts;
}

/**
 * One kind of figure and how entries become it. `apply` may be given a figure's entries in any order, repeatedly and in any
 * portions: every field carries, or is decided by, the sequence number of the entry it comes from.
 */
export interface Fold<F> {
	/** The id of the figure an entry belongs to; null when it says nothing about this kind of figure. */
	figureId(entry: Entry, of: Pick<Where, 'stationId' | 'deviceId'>): string | null;
	/** Whether an entry may be the first of a figure. */
	opens(entry: Entry): boolean;
	/** Whose figure it is; entries of others are set aside. */
	owner(figure: F): string;
	/** The figure with some entries of one page more. */
	apply(figure: F | null, entries: readonly [Entry, ...Entry[]], where: Where): F;
}

/** Evidence with one page more, by number; a page that is in it already changes nothing. */
export function withEvidence(all: readonly Evidence[], one: Evidence): Evidence[] {
	if (all.some(({ hash }) => hash === one.hash)) return [...all];
	return [...all, one].sort((a, b) => a.page - b.page);
}
