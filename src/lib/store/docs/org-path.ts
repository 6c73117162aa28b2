import { sha256 } from '$lib/base';
import * as v from 'valibot';

/** The levels of the programme, from the top. */
export const orgLevels = ['province', 'city', 'county', 'township', 'village'] as const;
export type OrgLevel = (typeof orgLevels)[number];

/** A unit's id or name. */
export const OrgPart = v.pipe(v.string(), v.minLength(1), v.maxLength(60));

/** Where a station, an account or a lesson belongs: ids of units from the province down, as deep as it goes (0 to 8). */
export const OrgPath = v.pipe(v.array(OrgPart), v.maxLength(8));
export type OrgPath = v.InferOutput<typeof OrgPath>;

/** The same by the names of that day, as it stood in documents before units had ids, and as it stands beside ids in signed ones. */
export const OrgNames = v.pipe(v.array(OrgPart), v.maxLength(8));
export type OrgNames = v.InferOutput<typeof OrgNames>;

/**
 * Whether `path` lies in the branch under `branch` (a branch lies in itself; the empty branch holds everything). No unit is two
 * places, so its own id decides: what was signed before a unit was moved still holds for it.
 */
export function inBranch(path: OrgPath, branch: OrgPath): boolean {
	const unit = branch.at(-1);
	return unit === undefined || path.includes(unit);
}

/**
 * The id of a unit by its names from the province down. `nth` tells apart those that were called the same one after the other:
 * a document from before units had ids means the first.
 */
export async function unitIdOf(names: OrgNames, nth = 1): Promise<string> {
	const text = JSON.stringify(names) + (nth > 1 ? `#${nth}` : '');
	return `u${(await sha256(text)).slice(0, 15)}`;
}

/** The ids of the units that a document from before there were any names. */
export const unitsOfNames = (names: OrgNames): Promise<OrgPath> =>
	Promise.all(names.map((_, depth) => unitIdOf(names.slice(0, depth + 1))));

const places = new Map<string, Promise<OrgPath>>();

/** The place that a signed document speaks of: by its units, or by those its names meant before there were any. */
export function placeOf({
	units,
	names
}: {
	units?: OrgPath | undefined;
	names: OrgNames;
}): Promise<OrgPath> {
	if (units) return Promise.resolve(units);
	// A catalogue speaks of few places, thousands of times.
	const key = JSON.stringify(names);
	let place = places.get(key);
	if (!place) {
		if (places.size > 1000) places.clear();
		places.set(key, (place = unitsOfNames(names)));
	}
	return place;
}

/** A signed document whose units are known, also where it speaks of names only. */
export type Placed<T> = T & { units: OrgPath };
