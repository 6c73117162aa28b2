import type { Node } from '@tiptap/pm/model';
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { backspaceBlankPart, enterBlankPart, enterChoice } from './part-keys';
import { selectionIn } from './places';
import { addItem, itemsIn, removeItem } from './question-items';

const fields = new Set([
	'pageTitle',
	'prompt',
	'option',
	'explanation',
	'stepTitle',
	'foldTitle',
	'tabTitle',
	'sceneTitle',
	'choiceText',
	'choiceFeedback',
	'blank',
	'pairLeft',
	'pairRight',
	'groupName',
	'area',
	'quizTitle'
]);

/** The line one types in when it is a field of a page or question: its node, its place among the others, its parent's end. */
function fieldOf({ selection }: EditorState) {
	const { $from, $to } = selection;
	if (!(selection instanceof TextSelection) || !$from.sameParent($to)) return null;
	if (!fields.has($from.parent.type.name)) return null;
	const depth = $from.depth - 1;
	const owner = $from.node(depth);
	return {
		kind: $from.parent.type.name,
		node: $from.parent,
		pos: $from.before(),
		owner,
		index: $from.index(depth),
		ownerPos: depth > 0 ? $from.before(depth) : 0,
		items: itemsIn(owner),
		empty: selection.empty,
		atStart: $from.parentOffset === 0,
		atEnd: $to.parentOffset === $from.parent.content.size
	};
}

const goTo = (tr: Transaction, pos: number, side: 1 | -1 = 1): Transaction =>
	tr.setSelection(Selection.near(tr.doc.resolve(pos), side)).scrollIntoView();

/** Enter goes on to what comes next: title → text, question → options → (an empty option) → explanation → text below. */
export const enterField: Command = (state, dispatch) => {
	const field = fieldOf(state);
	if (!field) return false;
	if (enterBlankPart(state, dispatch) || enterChoice(state, dispatch)) return true;
	const { tr } = state;
	const after = field.pos + field.node.nodeSize;
	const next = field.owner.maybeChild(field.index + 1);
	if (field.kind === field.items?.type) return enterItem(state, field, dispatch);
	// In an empty last pair Enter says that there are no more, as in an empty last option.
	if (field.kind === 'pairLeft' && field.owner.textContent === '' && isLastPair(state, field)) {
		if (removeItem(field.ownerPos)(state)) {
			dispatch?.(goTo(tr.delete(field.ownerPos, field.ownerPos + field.owner.nodeSize), field.ownerPos + 1));
			return true;
		}
	}
	if (field.kind === 'pairRight') return enterLastSide(state, field, dispatch);
	if (next && field.kind !== 'pageTitle') dispatch?.(goTo(tr, after + 1));
	else {
		const $owner = state.doc.resolve(field.ownerPos);
		// Out of a question in a film: below the film.
		const out = $owner.parent.type.name === 'cue' ? $owner.after($owner.depth - 1) : null;
		const pos = field.kind === 'pageTitle' ? after : (out ?? field.ownerPos + field.owner.nodeSize);
		const there = state.doc.nodeAt(pos);
		if (!there || there.type.name !== 'paragraph' || there.childCount > 0)
			tr.insert(pos, state.schema.node('paragraph'));
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
	}
	return true;
};

function enterItem(
	state: EditorState,
	field: NonNullable<ReturnType<typeof fieldOf>>,
	dispatch?: (tr: Transaction) => void
): boolean {
	const { tr } = state;
	const after = field.pos + field.node.nodeSize;
	const next = field.owner.maybeChild(field.index + 1);
	const items = field.items!;
	const isLast = next?.type.name !== field.kind;
	if (field.node.childCount === 0 && isLast) {
		if (items.count > items.least) {
			tr.delete(field.pos, after);
			dispatch?.(goTo(tr, field.pos + 1));
		} else dispatch?.(goTo(tr, after + 1));
	} else if (field.empty && field.atEnd && !isLast && next?.childCount === 0) {
		dispatch?.(goTo(tr, after + 1));
	} else if (items.count < items.most) {
		// What stands behind the cursor goes along into the new option, which is not (yet) a right one.
		const { from, to } = state.selection;
		const rest = field.node.slice(to - field.pos - 1).content;
		tr.delete(from, after - 1);
		const pos = tr.mapping.map(after);
		tr.insert(pos, state.schema.node(field.kind, null, rest));
		dispatch?.(goTo(tr, pos + 1));
	}
	return true;
}

function isLastPair(state: EditorState, { ownerPos }: { ownerPos: number }): boolean {
	const $pair = state.doc.resolve(ownerPos);
	return $pair.parent.maybeChild($pair.index() + 1)?.type.name !== 'pair';
}

/** From the right side on to the next pair: a new one after the last, unless that is empty. */
function enterLastSide(
	state: EditorState,
	field: NonNullable<ReturnType<typeof fieldOf>>,
	dispatch?: (tr: Transaction) => void
): boolean {
	if (isLastPair(state, field) && field.owner.textContent !== '') {
		const question = state.doc.resolve(field.ownerPos).before();
		if (addItem(question)(state, dispatch)) return true;
	}
	dispatch?.(goTo(state.tr, field.ownerPos + field.owner.nodeSize + 1));
	return true;
}

/** Backspace at the start of a field never joins it to another one; an empty option goes away while two remain. */
export const backspaceField: Command = (state, dispatch) => {
	const field = fieldOf(state);
	if (!field?.empty || !field.atStart) return false;
	if (backspaceBlankPart(state, dispatch)) return true;
	const { tr } = state;
	const isEmpty = field.node.childCount === 0;
	const blank = field.owner.textContent === '';
	if (field.kind === field.items?.type && isEmpty && field.items.count > field.items.least) {
		tr.delete(field.pos, field.pos + field.node.nodeSize);
		dispatch?.(goTo(tr, field.pos - 1, -1));
	} else if ((field.kind === 'pairLeft' || field.kind === 'groupName') && blank) {
		if (!removeItem(field.ownerPos)(state, dispatch)) dispatch?.(goTo(tr, field.pos - 1, -1));
	} else if (field.kind === 'prompt' && blank) {
		const end = field.ownerPos + field.owner.nodeSize;
		tr.replaceWith(field.ownerPos, end, state.schema.node('paragraph'));
		dispatch?.(tr.setSelection(selectionIn(tr.doc, field.ownerPos)));
	} else if (field.kind !== 'pageTitle' && field.kind !== 'prompt') {
		dispatch?.(goTo(tr, field.pos - 1, -1));
	}
	return true;
};

/** Delete at the end of a field does not draw the next one in. */
export const deleteField: Command = (state) => {
	const field = fieldOf(state);
	return !!field?.empty && field.atEnd;
};

/** Whether the items of a question are right or wrong each (not put in order or into groups). */
export const marksOptions = (owner: Node): boolean =>
	['singleChoice', 'multipleChoice', 'hotspot'].includes(owner.type.name);

/** Makes the option at a position right (or not); in a question with one answer the others become wrong. */
export const markOption =
	(pos: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const option = $pos.nodeAfter;
		if (!option || !marksOptions($pos.parent)) return false;
		const { tr } = state;
		const single = $pos.parent.type.name === 'singleChoice';
		const correct = single || option.attrs.correct !== true;
		if (single)
			$pos.parent.forEach((child, offset) => {
				if (child.type.name === 'option' && child.attrs.correct === true)
					tr.setNodeAttribute($pos.start() + offset, 'correct', false);
			});
		dispatch?.(tr.setNodeAttribute(pos, 'correct', correct));
		return true;
	};

/** The same for the option with the cursor. */
export const markThisOption: Command = (state, dispatch) => {
	const field = fieldOf(state);
	return !!field && field.kind === field.items?.type && markOption(field.pos)(state, dispatch);
};
