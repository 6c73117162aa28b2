import type { Json, JsonObject } from '$lib/base';

/** Finds something again only when the key it was found for is another. */
export function remembered<T>(find: () => T): (key: string) => T {
	let last: { key: string; value: T } | null = null;
	return (key) => (last?.key === key ? last : (last = { key, value: find() })).value;
}

const known = new Set([
	'mapInfo',
	'title',
	'sharedDataMaps',
	'auxiliaryResources',
	'adlNavState',
	'navigationState',
	'globalObjectives',
	'globalObjectiveMap'
]);

/**
 * The engine's notes without what the manifest says, what is worked out anew, and the global objectives, which are kept
 * beside them (the engine has them four times over): they are written with every commit.
 */
export function slim(notes: string): string {
	return JSON.stringify(JSON.parse(notes), (name, value: Json) => (known.has(name) ? undefined : value));
}

/** The notes as the engine reads them. */
export const whole = (notes: string, objectives: JsonObject): string =>
	JSON.stringify({ ...(JSON.parse(notes) as JsonObject), globalObjectiveMap: objectives });
