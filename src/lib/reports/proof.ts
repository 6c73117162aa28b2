import type { Entry } from '$lib/ledger';
import type { ReleaseFact } from '$lib/release';
import type { AsideReason, OrgPath } from '$lib/store';

/** A station as it was from some moment on. */
export interface SiteState {
	/** ISO 8601. */
	from: string;
	org: OrgPath;
	/** Names of its people by id. */
	people: ReadonlyMap<string, string>;
}

/** What the hub knows about a device and its station, against which entries are held. */
export interface Facts {
	/** All states of the station, oldest first; never empty. */
	sites: readonly SiteState[];
	/** When the device was enrolled, ISO 8601. */
	enrolledAt: string;
	release(lessonId: string, number: number): ReleaseFact | undefined;
}

/** How far a clock may be off before what it says cannot be true, in ms. */
export const clockTolerance = 24 * 3600_000;

/**
 * Why an entry of a page first seen at `seen` does not count; null when it does. Only what the hub knew by then is asked, so
 * that the answer is the same whenever figures are made again.
 */
export function judge(entry: Entry, seen: string, facts: Facts): AsideReason | null {
	const at = Date.parse(entry.at);
	const after = (moment: string) => at >= Date.parse(moment) - clockTolerance;
	if (at > Date.parse(seen) + clockTolerance || !after(facts.enrolledAt)) return 'date';
	if (!('attemptId' in entry.body)) return null;
	if (nameOf(entry.by.id, seen, facts) === undefined) return 'person';
	if (entry.body.kind !== 'attempt-opened') return null;
	const release = facts.release(entry.body.lessonId, entry.body.release);
	if (!release || release.releasedAt > seen) return 'release';
	return after(release.releasedAt) ? null : 'date';
}

/** A person's name as last written in a roster the station may have had by then; undefined when they were never in one. */
export function nameOf(personId: string, seen: string, { sites }: Facts): string | undefined {
	return sites.findLast(({ from, people }) => from <= seen && people.has(personId))?.people.get(personId);
}

/** Where the station was at a moment (ISO 8601): its place by the last state before, or the first one. */
export function orgAt(at: string, { sites }: Facts): OrgPath {
	return (sites.findLast(({ from }) => from <= at) ?? sites[0])?.org ?? [];
}
