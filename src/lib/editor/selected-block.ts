import { NodeSelection, Plugin, type Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { selectionIn } from './places';

/**
 * With a block chosen as a whole, goes on in an empty paragraph below it, made when there is none: below a whole quiz or film
 * when the block stands in one, at the end of a page when that is chosen.
 */
export const goBelow: Command = ({ doc, selection, schema, tr }, dispatch) => {
	if (!(selection instanceof NodeSelection) || selection.node.isInline) return false;
	const { $from, node } = selection;
	const pos = $from.depth > 1 ? $from.after(2) : $from.depth === 1 ? selection.to : selection.to - 1;
	if ($from.depth === 0 && node.type.name !== 'page') return false;
	const there = doc.nodeAt(pos);
	if (there?.type.name !== 'paragraph' || there.childCount > 0) tr.insert(pos, schema.node('paragraph'));
	dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
	return true;
};

/** A key that writes: a letter, or one that an input method takes (its code is 229 then, UI Events 5.6). */
const writes = ({ key, keyCode, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
	keyCode === 229 || ([...key].length === 1 && !ctrlKey && !metaKey && !altKey);

/**
 * Nothing that is typed or pasted takes the place of a block that is merely chosen (a film after a press on its picture, which then
 * has the keyboard): it goes below. To take a block away there are Delete and Backspace.
 */
export function keepSelectedBlock(): Plugin {
	const moveOn = (view: EditorView): boolean => {
		if (!view.editable || !goBelow(view.state, view.dispatch)) return false;
		view.focus();
		return true;
	};
	// What has the keyboard inside a block is played or pressed with the space bar.
	const isPressed = (view: EditorView, text: string) =>
		text === ' ' && view.dom !== view.dom.ownerDocument.activeElement;
	/**
	 * A button inside a block has the keyboard, and its keys never come to the editor; the browser all the same writes over a
	 * selection that contains what has the keyboard.
	 */
	const beforeInput = (view: EditorView, event: InputEvent) => {
		const { target } = event;
		if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
		if (!(target instanceof HTMLElement) || target.isContentEditable) return;
		event.preventDefault();
		if (event.data && event.data !== ' ' && moveOn(view))
			view.dispatch(view.state.tr.insertText(event.data).scrollIntoView());
	};
	return new Plugin({
		view(view) {
			const hear = (event: InputEvent) => beforeInput(view, event);
			view.dom.addEventListener('beforeinput', hear, true);
			return { destroy: () => view.dom.removeEventListener('beforeinput', hear, true) };
		},
		props: {
			handleKeyDown(view, event) {
				if (writes(event) && !isPressed(view, event.key)) moveOn(view);
				return false;
			},
			// Words that come without a key: dictated, chosen from a list.
			handleTextInput(view, _from, _to, text) {
				if (!(view.state.selection instanceof NodeSelection)) return false;
				if (!isPressed(view, text) && moveOn(view))
					view.dispatch(view.state.tr.insertText(text).scrollIntoView());
				return true;
			},
			handleDOMEvents: {
				compositionstart: (view) => void moveOn(view),
				paste: (view) => void moveOn(view)
			}
		}
	});
}
