const keyCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Node types whose nodes carry a key among their siblings. */
const keyed = new Set(['option', 'blank', 'pair', 'group', 'area', 'scene', 'choice']);

/** A node as both JSON and an editor's document show it to {@link freshKeys}. */
interface Keyed<T> {
	type: string;
	key: unknown;
	at: T;
}

/** Where the keyed nodes of one scope are found: among a node's children, and for groups among theirs. */
export function keyScopes<T>(children: (Keyed<T> & { children: Keyed<T>[] })[]): Keyed<T>[][] {
	const scopes = new Map<string, Keyed<T>[]>();
	const add = (type: string, node: Keyed<T>) => scopes.set(type, [...(scopes.get(type) ?? []), node]);
	for (const child of children) {
		if (keyed.has(child.type)) add(child.type, child);
		// What is sorted keeps its key in whichever group it stands.
		if (child.type === 'group')
			for (const inner of child.children) if (inner.type === 'option') add('sorted', inner);
	}
	return [...scopes.values()];
}

/** The keys to give: to each node without one, and to the later of two that are alike. */
export function freshKeys<T>(scope: Keyed<T>[]): { at: T; key: string }[] {
	const used = new Set<unknown>();
	const taken = new Set(scope.map(({ key }) => key));
	const fresh: { at: T; key: string }[] = [];
	for (const { key, at } of scope) {
		if (typeof key === 'string' && !used.has(key)) {
			used.add(key);
			continue;
		}
		const free = [...keyCharacters].find((k) => !taken.has(k));
		if (free === undefined) continue; // more than 36: the schema does not allow it, a check says so
		taken.add(free);
		used.add(free);
		fresh.push({ at, key: free });
	}
	return fresh;
}
