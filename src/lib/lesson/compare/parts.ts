import type { NodeJson } from '../block';
import { plainText } from '../text';
import { align, unmoved } from './align';
import { compareText, type TextPiece } from './text';

/** One attribute of a node that is not what it was; `undefined` where it was not there. */
export interface AttributeChange {
	name: string;
	before: unknown;
	after: unknown;
}

/** One node inside a block (the block itself first), as it is now, with what changed in it. */
export interface PartChange {
	type: string;
	state: 'same' | 'added' | 'removed' | 'changed';
	/** Stands elsewhere among its neighbours than before. */
	moved: boolean;
	text: TextPiece[];
	attrs: AttributeChange[];
	node: NodeJson;
}

interface Part {
	node: NodeJson;
	key: string | null;
	depth: number;
	text: string;
	/** How the text is set: marks and line breaks. */
	format: string;
}

/** These name a node; they are nothing an author has written. */
const names = new Set(['id', 'sid', 'key']);

/** What changed between two states of one block, part by part. Knows no kind of block: only attributes, content and text. */
export function compareParts(before: NodeJson | null, after: NodeJson | null): PartChange[] {
	const older = before ? partsOf(before) : [];
	const newer = after ? partsOf(after) : [];
	const pairs = pair(older, newer);
	const order = [...pairs].sort((a, b) => a[1] - b[1]).map(([from]) => from);
	const stay = unmoved(order);
	const partner = new Map(pairs.map(([from, to]) => [to, from]));
	const gone = older.map((_, i) => i).filter((i) => !pairs.some(([from]) => from === i));
	const rows: PartChange[] = [];
	const drop = (upTo: number) => {
		while (gone.length && (gone[0] as number) < upTo)
			rows.push(oneSided(older[gone.shift() as number] as Part, 'removed'));
	};
	newer.forEach((part, to) => {
		const from = partner.get(to);
		if (from === undefined) return rows.push(oneSided(part, 'added'));
		drop(from);
		return rows.push(both(older[from] as Part, part, !stay.has(from)));
	});
	drop(Infinity);
	return rows;
}

/** Every attribute by which two sets differ; names that only identify are left out. */
export function compareAttributes(
	before: Record<string, unknown>,
	after: Record<string, unknown>
): AttributeChange[] {
	return [...new Set([...Object.keys(before), ...Object.keys(after)])]
		.filter((name) => !names.has(name) && written(before[name]) !== written(after[name]))
		.map((name) => ({ name, before: before[name], after: after[name] }));
}

/** JSON with its names in order: a database or an editor may have turned them round. */
export function written(value: unknown): string {
	return (
		JSON.stringify(value, (_, inner: unknown) =>
			inner && typeof inner === 'object' && !Array.isArray(inner)
				? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
				: inner
		) ?? 'undefined'
	);
}

function partsOf(block: NodeJson): Part[] {
	const parts: Part[] = [];
	const visit = (node: NodeJson, depth: number, parent: string) => {
		const { id, key } = node.attrs ?? {};
		const inline = (node.content ?? []).some(isInline);
		parts.push({
			node,
			depth,
			key:
				depth === 0
					? ''
					: typeof id === 'string'
						? id
						: typeof key === 'string'
							? `${parent}/${node.type}:${key}`
							: null,
			text: inline ? plainText(node) : '',
			format: inline
				? written((node.content ?? []).map(({ type, marks }) => (isPlain(type, marks) ? 0 : [type, marks])))
				: ''
		});
		for (const child of node.content ?? [])
			if (!isInline(child)) visit(child, depth + 1, typeof id === 'string' ? id : parent);
	};
	visit(block, 0, '');
	return parts;
}

const isInline = ({ type }: NodeJson) => type === 'text' || type === 'hardBreak';
const isPlain = (type: string, marks: NodeJson['marks']) => type === 'text' && !marks?.length;

/** Parts that belong together: by name where they have one, otherwise in their order, equal ones first. */
function pair(older: Part[], newer: Part[]): [number, number][] {
	const pairs: [number, number][] = [];
	const byKey = new Map(newer.flatMap(({ key }, i) => (key === null ? [] : [[key, i] as const])));
	older.forEach(({ key }, from) => {
		const to = key === null ? undefined : byKey.get(key);
		if (key === null || to === undefined) return;
		pairs.push([from, to]);
		byKey.delete(key);
	});
	const unnamed = (parts: Part[]) => parts.flatMap(({ key }, i) => (key === null ? [i] : []));
	const [left, right] = [unnamed(older), unnamed(newer)];
	const equal = (a: Part, b: Part) =>
		a.node.type === b.node.type && a.depth === b.depth && a.text === b.text && !differ(a, b).length;
	let [from, to]: [number[], number[]] = [[], []];
	const close = () => {
		for (const i of from) {
			const k = to.findIndex((j) => newer[j]?.node.type === older[i]?.node.type);
			if (k >= 0) pairs.push([i, ...to.splice(0, k + 1).slice(-1)] as [number, number]);
		}
		[from, to] = [[], []];
	};
	for (const [l, r] of align(left, right, (i, j) => equal(older[i] as Part, newer[j] as Part))) {
		if (l !== null && r !== null) {
			close();
			pairs.push([left[l] as number, right[r] as number]);
		} else if (l !== null) from.push(left[l] as number);
		else to.push(right[r as number] as number);
	}
	close();
	return pairs;
}

function differ(before: Part, after: Part): AttributeChange[] {
	const changes = compareAttributes(before.node.attrs ?? {}, after.node.attrs ?? {});
	if (before.node.type !== after.node.type)
		changes.push({ name: 'type', before: before.node.type, after: after.node.type });
	if (before.depth !== after.depth) changes.push({ name: 'depth', before: before.depth, after: after.depth });
	if (before.text === after.text && before.format !== after.format)
		changes.push({ name: 'format', before: before.format, after: after.format });
	return changes;
}

function both(before: Part, after: Part, moved: boolean): PartChange {
	const attrs = differ(before, after);
	const changed = moved || attrs.length > 0 || before.text !== after.text;
	const text = compareText(before.text, after.text);
	return { type: after.node.type, state: changed ? 'changed' : 'same', moved, text, attrs, node: after.node };
}

function oneSided({ node, text }: Part, state: 'added' | 'removed'): PartChange {
	return { type: node.type, state, moved: false, text: text ? [{ kind: state, text }] : [], attrs: [], node };
}
