import type { NodeJson } from '$lib/lesson';
import { NodeSelection, type Command } from '@tiptap/pm/state';
import { blockOf, selectionIn } from './places';

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
		const inside = selectionIn(tr.doc, from);
		// A part without text is selected with its whole block: see roomBelow.
		const selection = inside instanceof NodeSelection ? NodeSelection.create(tr.doc, from) : inside;
		dispatch?.(tr.setSelection(selection).scrollIntoView());
		return true;
	};

/**
 * Adds an empty paragraph after the selected block where nothing follows it. With no text near a selected block, Chromium
 * moves the cursor to the top of the page at the next key.
 */
export const roomBelow: Command = (state, dispatch) => {
	const { selection } = state;
	if (!(selection instanceof NodeSelection) || selection.$from.depth !== 1 || selection.$to.nodeAfter)
		return false;
	const tr = state.tr.insert(selection.to, state.schema.node('paragraph'));
	// It is no step of the author's: taking the block back leaves a place to write.
	dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, selection.from)).setMeta('addToHistory', false));
	return true;
};

/** Takes out the block at a position; a page's only block leaves an empty paragraph, a quiz's only question takes the quiz along. */
export const deleteBlock =
	(pos: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const node = $pos.nodeAfter;
		if (!node) return false;
		// A cue without its question is nothing, and a film does without cues.
		if ($pos.parent.type.name === 'cue') return deleteBlock($pos.before())(state, dispatch);
		const alone = $pos.parent.childCount === 2 && $pos.parent.type.name !== 'video';
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
		const $pos = state.doc.resolve(pos);
		if ($pos.parent.type.name === 'cue') return duplicateBlock($pos.before())(state, dispatch);
		const after = pos + node.nodeSize;
		const tr = state.tr.insert(after, node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, after)).scrollIntoView());
		return true;
	};

/** Moves a block to a place between blocks, of its page or of another; a page left empty gets an empty paragraph. */
export const moveBlockTo =
	(pos: number, to: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const $to = state.doc.resolve(to);
		const node = $pos.nodeAfter;
		if (!node || $pos.depth !== 1 || node.type.name === 'pageTitle') return false;
		if ($to.parent.type.name !== 'page' || $to.index() === 0) return false;
		const end = pos + node.nodeSize;
		if (to >= pos && to <= end) return false;
		const { tr } = state;
		if ($pos.parent.childCount === 2) tr.replaceWith(pos, end, state.schema.node('paragraph'));
		else tr.delete(pos, end);
		const target = tr.mapping.map(to);
		tr.insert(target, node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, target)).scrollIntoView());
		return true;
	};

/** Moves a block past its neighbour, above (-1) or below (1); at a page's edge, into the page beside it. */
export const moveBlock =
	(pos: number, by: -1 | 1): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const node = $pos.nodeAfter;
		if (!node) return false;
		const neighbour = $pos.parent.maybeChild($pos.index() + by);
		const isTitle = neighbour?.isTextblock && neighbour.type.name.endsWith('Title');
		if ($pos.depth !== 1) {
			// A question inside a quiz stays in it.
			// Cues stand in the order of their times.
			if (!neighbour || isTitle || node.type.name === 'cue') return false;
			const to = by < 0 ? pos - neighbour.nodeSize : pos + neighbour.nodeSize;
			const tr = state.tr.delete(pos, pos + node.nodeSize).insert(to, node);
			dispatch?.(tr.setSelection(selectionIn(tr.doc, to)).scrollIntoView());
			return true;
		}
		if (neighbour && !isTitle) {
			const to = by < 0 ? pos - neighbour.nodeSize : pos + node.nodeSize + neighbour.nodeSize;
			return moveBlockTo(pos, to)(state, dispatch);
		}
		const page = state.doc.maybeChild($pos.index(0) + by);
		if (page?.type.name !== 'page') return false;
		const to = by < 0 ? $pos.before(1) - 1 : $pos.after(1) + 1 + (page.firstChild?.nodeSize ?? 0);
		return moveBlockTo(pos, to)(state, dispatch);
	};

/** The same for the block with the cursor. */
export const moveThisBlock =
	(by: -1 | 1): Command =>
	(state, dispatch) => {
		const block = blockOf(state);
		return !!block && moveBlock(block.pos, by)(state, dispatch);
	};
