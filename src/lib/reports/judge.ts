import type { Entry } from '$lib/ledger';
import type { AsideReason } from '$lib/store';
import { countedAs } from './kinds';
import { clockTolerance, isAfter, nameOf, type Facts } from './proof';

/**
 * Why an entry of a page first seen at `seen` does not count; null when it does. Only what the hub knew by then is asked, so
 * that the answer is the same whenever figures are made again.
 */
export function judge(entry: Entry, seen: string, facts: Facts): AsideReason | null {
	const { at, body, by } = entry;
	if (Date.parse(at) > Date.parse(seen) + clockTolerance || !isAfter(at, facts.enrolledAt)) return 'date';
	const kind = countedAs(body);
	if (kind.attempt && nameOf(by.id, seen, facts) === undefined) return 'person';
	return kind.judge?.(body, entry, seen, facts) ?? null;
}
