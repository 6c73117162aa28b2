import * as v from 'valibot';

/** The levels of the programme, from the top. */
export const orgLevels = ['province', 'city', 'county', 'township', 'village'] as const;
export type OrgLevel = (typeof orgLevels)[number];

/** Where a station, an account or a lesson belongs: names from the province down, as deep as it goes (0 to 5). */
export const OrgPath = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(60))), v.maxLength(5));
export type OrgPath = v.InferOutput<typeof OrgPath>;

/** Whether `path` lies in the branch under `branch` (a branch lies in itself; the empty branch holds everything). */
export function inBranch(path: OrgPath, branch: OrgPath): boolean {
	return branch.every((name, level) => path[level] === name);
}
