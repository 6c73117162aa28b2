import type { ReleaseFact } from '$lib/release';
import type { OrgPath } from '$lib/store';

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

/** Whether an entry may have been made after a moment, by its own clock; both ISO 8601. */
export const isAfter = (at: string, moment: string): boolean =>
	Date.parse(at) >= Date.parse(moment) - clockTolerance;

/** A person's name as last written in a roster the station may have had by then; undefined when they were never in one. */
export function nameOf(personId: string, seen: string, { sites }: Facts): string | undefined {
	return sites.findLast(({ from, people }) => from <= seen && people.has(personId))?.people.get(personId);
}

/** Where the station was at a moment (ISO 8601): its place by the last state before, or the first one. */
export function orgAt(at: string, { sites }: Facts): OrgPath {
	return (sites.findLast(({ from }) => from <= at) ?? sites[0])?.org ?? [];
}
