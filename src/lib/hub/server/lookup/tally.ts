import { inBranch, type AttemptFigure, type Counts, type LookupRow, type OrgPath } from '$lib/store';
import { attemptIds, flagsOf, placesUp, readMember } from './keys';
import type { LookupRows } from './lookup-rows';

/** How many attempts a place remembers as the last. */
const rememberedRecent = 50;

/** Adds counts up. */
export const sumOf = (all: Iterable<Counts>): Counts => {
	const sum: Counts = [0, 0, 0];
	for (const counts of all) counts.forEach((count, i) => (sum[i]! += count));
	return sum;
};

/** Under which name a station stands beside the places below a place, which cannot begin so. */
const stationBelow = (stationId: string): string => `/${stationId}`;

/**
 * The counts of the stations and months that some rows belong to, and of all places above: every number is counted from what
 * stands below it, never added to what was there, so that counting twice changes nothing.
 */
export async function countTotals(rows: LookupRows, members: Iterable<string>): Promise<LookupRow[]> {
	const stations = new Map<string, NonNullable<ReturnType<typeof readMember>>>();
	for (const row of members) {
		const member = readMember(row);
		if (member) stations.set(attemptIds.member(member.place, member.month, member.stationId), member);
	}
	const totals = new Map<string, LookupRow>();
	let changed: { place: OrgPath; month: string; name: string; counts: Counts }[] = await Promise.all(
		[...stations].map(async ([start, { place, month, stationId }]) => ({
			...{ place, month, name: stationBelow(stationId) },
			counts: await countMembers(rows, start)
		}))
	);
	while (changed.length) {
		const ids = [...new Set(changed.map(({ place, month }) => attemptIds.total(place, month)))];
		const before = await rows.documents(ids.filter((id) => !totals.has(id)));
		for (const row of before) if (row) totals.set(row._id, row);
		const above = new Map<string, (typeof changed)[number]>();
		for (const { place, month, name, counts } of changed) {
			const id = attemptIds.total(place, month);
			const total = totals.get(id) ?? { _id: id };
			const below = { ...total.below, [name]: counts };
			totals.set(id, { ...total, below });
			const parent = place.slice(0, -1);
			if (place.length)
				above.set(id, { place: parent, month, name: place.at(-1)!, counts: sumOf(Object.values(below)) });
		}
		changed = [...above.values()];
	}
	return [...totals.values()];
}

async function countMembers(rows: LookupRows, start: string): Promise<Counts> {
	const counts: Counts = [0, 0, 0];
	for await (const row of rows.all(start)) {
		const flags = flagsOf(row);
		counts[0] += 1;
		counts[1] += flags & 1;
		counts[2] += flags >> 1;
	}
	return counts;
}

/** What the places above some attempts remember as the last, with these. `gone`: figures that are no more. */
export async function rememberRecent(
	rows: LookupRows,
	attempts: readonly AttemptFigure[],
	gone: ReadonlySet<string>
): Promise<LookupRow[]> {
	const places = new Map(
		attempts.flatMap(({ org }) => placesUp(org).map((place) => [attemptIds.recent(place), place] as const))
	);
	const before = await rows.documents([...places.keys()]);
	return [...places].flatMap(([id, place], i) => {
		const here = attempts.filter(({ org }) => inBranch(org, place));
		const moved = new Set([...gone, ...attempts.map(({ _id }) => _id)]);
		const old = before[i]?.recent ?? [];
		const recent = [
			...old.filter(([, figureId]) => !moved.has(figureId)),
			...here.map(({ lastAt, _id }): [string, string] => [lastAt, _id])
		]
			.sort(([one, a], [other, b]) => (one === other ? (a < b ? -1 : 1) : one < other ? 1 : -1))
			.slice(0, rememberedRecent);
		return JSON.stringify(recent) === JSON.stringify(old) ? [] : [{ ...before[i], _id: id, recent }];
	});
}
