/**
 * Notes how everything stands that hangs on an object; gives what puts it back, as often as it is wanted. What functions keep
 * to themselves is not seen.
 */
export function noteAll(root: object): () => void {
	const notes = new Map<object, () => void>();
	const open: unknown[] = [root];
	while (open.length > 0) {
		const one = open.pop();
		if (typeof one !== 'object' || one === null || notes.has(one)) continue;
		const [held, putBack] = Array.isArray(one) ? noteList(one) : noteParts(one);
		notes.set(one, putBack);
		open.push(...held);
	}
	return () => {
		for (const putBack of notes.values()) putBack();
	};
}

/** What something holds, and what puts that back. */
type Note = [unknown[], () => void];

function noteList(list: unknown[]): Note {
	const held = [...list];
	const putBack = () => {
		const same = list.length === held.length && held.every((one, i) => list[i] === one);
		if (!same) list.splice(0, list.length, ...held);
	};
	return [held, putBack];
}

function noteParts(one: object): Note {
	const parts = one as Record<string, unknown>;
	const held = Object.entries(parts);
	const putBackParts = () => {
		// Most of them are as they were, and asking is cheaper than setting.
		for (const [name, value] of held) if (parts[name] !== value) parts[name] = value;
		const names = Object.keys(parts);
		if (names.length === held.length) return;
		const known = new Set(held.map(([name]) => name));
		for (const name of names) if (!known.has(name)) Reflect.deleteProperty(parts, name);
	};
	if (!(one instanceof Map || one instanceof Set)) return [Object.values(parts), putBackParts];
	const entries: unknown[] = [...one];
	const putBack = () => {
		putBackParts();
		one.clear();
		for (const entry of entries)
			if (one instanceof Set) one.add(entry);
			else one.set(...(entry as [unknown, unknown]));
	};
	return [[...Object.values(parts), ...entries], putBack];
}
