import type { NodeJson } from '$lib/lesson';
import type { Command } from '@tiptap/pm/state';
import { selectionIn } from './places';

/** Puts a block at a position between blocks, or in place of an empty paragraph that starts or ends there. */
export const insertBlock =
	(pos: number, json: NodeJson): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		if ($pos.parent.type.name !== 'page') return false;
		const node = state.schema.nodeFromJSON(json);
		const empty = [$pos.nodeAfter, $pos.nodeBefore].find(
			(n) => n?.type.name === 'paragraph' && n.childCount === 0
		);
		const from = empty && empty === $pos.nodeBefore && empty !== $pos.nodeAfter ? pos - empty.nodeSize : pos;
		const tr = empty ? state.tr.replaceWith(from, from + empty.nodeSize, node) : state.tr.insert(pos, node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, from)).scrollIntoView());
		return true;
	};

/** Takes out the block at a position; a page's only block leaves an empty paragraph, a quiz's only question takes the quiz along. */
export const deleteBlock =
	(pos: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const node = $pos.nodeAfter;
		if (!node) return false;
		const alone = $pos.parent.childCount === 2;
		// A quiz without questions is nothing.
		if (alone && $pos.parent.type.name === 'quiz') return deleteBlock($pos.before())(state, dispatch);
		const tr = alone
			? state.tr.replaceWith(pos, pos + node.nodeSize, state.schema.node('paragraph'))
			: state.tr.delete(pos, pos + node.nodeSize);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, tr.doc.nodeAt(pos) ? pos : pos - 1)).scrollIntoView());
		return true;
	};

/** Adds a copy of the block after it. */
export const duplicateBlock =
	(pos: number): Command =>
	(state, dispatch) => {
		const node = state.doc.nodeAt(pos);
		if (!node) return false;
		const after = pos + node.nodeSize;
		const tr = state.tr.insert(after, node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, after)).scrollIntoView());
		return true;
	};

/** Moves a block past its neighbour, above (-1) or below (1), within its page. */
export const moveBlock =
	(pos: number, by: -1 | 1): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const node = $pos.nodeAfter;
		const neighbour = $pos.parent.maybeChild($pos.index() + by);
		if (!node || !neighbour || (neighbour.isTextblock && neighbour.type.name.endsWith('Title'))) return false;
		const to = by < 0 ? pos - neighbour.nodeSize : pos + neighbour.nodeSize;
		const tr = state.tr.delete(pos, pos + node.nodeSize).insert(to, node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, to)).scrollIntoView());
		return true;
	};
