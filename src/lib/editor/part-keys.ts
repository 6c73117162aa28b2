import { NodeSelection, TextSelection, type Command, type EditorState } from '@tiptap/pm/state';
import { addPart, isBlank, isPart, removePart } from './parts';
import { blockOf, selectionIn } from './places';

/** Goes to an empty paragraph below the block with the cursor, made when there is none: always a way out. */
export const leaveBlock: Command = (state, dispatch) => {
	const block = blockOf(state);
	if (!block) return false;
	const pos = block.pos + block.node.nodeSize;
	const { tr } = state;
	const there = state.doc.nodeAt(pos);
	if (!there || there.type.name !== 'paragraph' || there.childCount > 0)
		tr.insert(pos, state.schema.node('paragraph'));
	dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
	return true;
};

/** The paragraph with the cursor, when it stands in a part itself. */
function bodyOf({ selection }: EditorState) {
	const { $from } = selection;
	if (!(selection instanceof TextSelection) || !selection.empty || $from.depth < 3) return null;
	if ($from.parent.type.name !== 'paragraph' || !isPart($from.node(-1))) return null;
	const part = $from.node(-1);
	const next = part.maybeChild($from.index(-1) + 1);
	return {
		node: $from.parent,
		pos: $from.before(),
		part,
		partPos: $from.before(-1),
		next,
		index: $from.index(-1),
		isLast: !next || next.type.name === 'choice',
		before: part.child($from.index(-1) - 1),
		atStart: $from.parentOffset === 0
	};
}

/** Enter in an empty last paragraph of a part goes on to a new part (in a scene: to a choice), as in a list. */
export const enterPart: Command = (state, dispatch) => {
	const { selection } = state;
	if (selection instanceof NodeSelection && isPart(selection.node)) return leaveBlock(state, dispatch);
	const body = bodyOf(state);
	if (!body?.isLast || body.node.childCount > 0 || body.index < 2) return false;
	const { tr } = state;
	tr.delete(body.pos, body.pos + body.node.nodeSize);
	const isScene = body.part.type.name === 'scene';
	const pos = isScene ? body.pos : body.partPos + body.part.nodeSize - body.node.nodeSize;
	if (isScene && body.next) {
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
		return true;
	}
	const type = state.schema.nodes[isScene ? 'choice' : body.part.type.name];
	const $pos = tr.doc.resolve(pos);
	const made = type?.createAndFill();
	if (!type || !made || !$pos.parent.canReplaceWith($pos.index(), $pos.index(), type))
		return leaveBlock(state, dispatch);
	tr.insert(pos, made);
	dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
	return true;
};

/** Backspace at the start of a part's first paragraph goes to its title instead of joining the two. */
export const backspacePart: Command = (state, dispatch) => {
	const body = bodyOf(state);
	if (!body?.atStart || body.index !== 1) return false;
	const { tr } = state;
	if (body.node.childCount === 0 && body.part.canReplace(1, 2))
		tr.delete(body.pos, body.pos + body.node.nodeSize);
	dispatch?.(tr.setSelection(TextSelection.create(tr.doc, body.pos - 1)).scrollIntoView());
	return true;
};

/** Enter in the title of an empty last part takes the part out and leaves the block. */
export const enterBlankPart: Command = (state, dispatch) => {
	const { $from } = state.selection;
	const part = $from.depth > 2 ? $from.node(-1) : null;
	if (!part || !(isPart(part) || part.type.name === 'choice') || $from.index(-1) !== 0 || !isBlank(part))
		return false;
	const owner = $from.node(-2);
	const index = $from.index(-2);
	if (index !== owner.childCount - 1 || !owner.canReplace(index, index + 1)) return false;
	const block = blockOf(state);
	if (!block) return false;
	const tr = state.tr.delete($from.before(-1), $from.after(-1));
	const below = block.pos + block.node.nodeSize - part.nodeSize;
	const there = tr.doc.nodeAt(below);
	if (!there || there.type.name !== 'paragraph' || there.childCount > 0)
		tr.insert(below, state.schema.node('paragraph'));
	dispatch?.(tr.setSelection(selectionIn(tr.doc, below)).scrollIntoView());
	return true;
};

/** Backspace in the title of an empty part takes the part out; in a block with nothing in it, the block. */
export const backspaceBlankPart: Command = (state, dispatch) => {
	const { $from, empty } = state.selection;
	const part = $from.depth > 2 ? $from.node(-1) : null;
	if (!part || !empty || $from.parentOffset > 0 || $from.index(-1) !== 0 || !isBlank(part)) return false;
	if (!isPart(part) && part.type.name !== 'choice') return false;
	const pos = $from.before(-1);
	const block = blockOf(state);
	if (block && isPart(part) && isBlank(block.node)) {
		const end = block.pos + block.node.nodeSize;
		const tr = state.tr.replaceWith(block.pos, end, state.schema.node('paragraph'));
		dispatch?.(tr.setSelection(selectionIn(tr.doc, block.pos)));
		return true;
	}
	if (!removePart(pos)(state)) return false;
	const tr = state.tr.delete(pos, pos + part.nodeSize);
	const back = TextSelection.findFrom(tr.doc.resolve(pos), -1, true) ?? selectionIn(tr.doc, pos);
	dispatch?.(tr.setSelection(back).scrollIntoView());
	return true;
};

/** Enter at a choice's last line goes on to the next choice, made when there is none. */
export const enterChoice: Command = (state, dispatch) => {
	const { $from } = state.selection;
	if ($from.parent.type.name !== 'choiceFeedback') return false;
	const after = $from.after(-1);
	const next = state.doc.nodeAt(after);
	if (next?.type.name === 'choice') {
		dispatch?.(state.tr.setSelection(selectionIn(state.doc, after)).scrollIntoView());
		return true;
	}
	return addPart(after, 'choice')(state, dispatch) || leaveBlock(state, dispatch);
};
