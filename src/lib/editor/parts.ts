import { blocks, type BlockSpec } from '$lib/lesson';
import { Fragment, type Node } from '@tiptap/pm/model';
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { selectionIn, type Place } from './places';

/** Blocks made of parts: the kind of part, by the kind of block. */
export const partKinds: Record<string, string> = Object.fromEntries(
	Object.entries<BlockSpec>(blocks).flatMap(([kind, { part }]) => (part ? [[kind, part]] : []))
);
const kinds = new Set(Object.values(partKinds));

/** Whether a node is a part of a block. */
export const isPart = (node: Node): boolean => kinds.has(node.type.name);

/** The parts of a block, with where they stand. */
export function partsOf({ node, pos }: Place): Place[] {
	const parts: Place[] = [];
	node.forEach((part, offset) => {
		if (isPart(part)) parts.push({ node: part, pos: pos + 1 + offset });
	});
	return parts;
}

/** The part with the cursor, or the selected one. */
export function partHere({ doc, selection }: EditorState): Place | null {
	const selected = doc.nodeAt(selection.from);
	if (!(selection instanceof TextSelection) && selected && isPart(selected))
		return { node: selected, pos: selection.from };
	const { $from } = selection;
	for (let depth = $from.depth; depth > 1; depth--)
		if (isPart($from.node(depth))) return { node: $from.node(depth), pos: $from.before(depth) };
	return null;
}

/** Whether nothing is written or chosen in a node. */
export const isBlank = (node: Node): boolean => {
	let blank = node.textContent === '' && !node.attrs.media;
	node.descendants((child) => {
		if (child.isAtom && !child.isText && (child.attrs.media || child.type.name === 'unknown')) blank = false;
	});
	return blank;
};

/** Adds a node of a kind, empty, at a position inside a block; refuses where there are as many as may be. */
export const addPart =
	(pos: number, kind: string): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const type = state.schema.nodes[kind];
		const part = type?.createAndFill();
		if (!type || !part || !$pos.parent.canReplaceWith($pos.index(), $pos.index(), type)) return false;
		const tr = state.tr.insert(pos, part);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
		return true;
	};

/** Takes a part out; refuses where the block would have too few. */
export const removePart =
	(pos: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const part = $pos.nodeAfter;
		if (!part || !$pos.parent.canReplace($pos.index(), $pos.index() + 1)) return false;
		const tr = state.tr.delete(pos, pos + part.nodeSize);
		const there = tr.doc.resolve(pos).nodeAfter ? pos : pos - ($pos.nodeBefore?.nodeSize ?? 0);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, there)).scrollIntoView());
		return true;
	};

/** Adds a copy of a part after it; refuses where there are as many as may be. */
export const duplicatePart =
	(pos: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const part = $pos.nodeAfter;
		if (!part || !$pos.parent.canReplaceWith($pos.index(), $pos.index(), part.type)) return false;
		const tr = state.tr.insert(pos + part.nodeSize, part);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos + part.nodeSize)).scrollIntoView());
		return true;
	};

/** Moves a part past its neighbour, before (-1) or after (1). */
export const movePart =
	(pos: number, by: -1 | 1): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const part = $pos.nodeAfter;
		const neighbour = $pos.parent.maybeChild($pos.index() + by);
		if (!part || neighbour?.type !== part.type) return false;
		const [from, both] = by < 0 ? [pos - neighbour.nodeSize, [part, neighbour]] : [pos, [neighbour, part]];
		const tr = state.tr.replaceWith(from, from + part.nodeSize + neighbour.nodeSize, Fragment.from(both));
		const to = by < 0 ? from : from + neighbour.nodeSize;
		dispatch?.(tr.setSelection(selectionIn(tr.doc, to)).scrollIntoView());
		return true;
	};
