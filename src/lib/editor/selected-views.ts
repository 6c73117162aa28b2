import type { Editor } from '@tiptap/core';
import type { NodeView } from '@tiptap/pm/view';

/** What Tiptap's node views have beyond ProseMirror's, though its types do not say so. */
type Hearing = NodeView & { handleSelectionUpdate: (this: void) => void };

const ofEditor = new WeakMap<Editor, Set<Hearing>>();

/**
 * Lets a node view know when a selection covers it. Of itself each of them listens to every move of the caret, which covers
 * none; in a long lesson that is hundreds of them with every key.
 */
export function hearSelection(editor: Editor, view: NodeView): void {
	const hearing = view as Hearing;
	const views = ofEditor.get(editor) ?? begin(editor);
	editor.off('selectionUpdate', hearing.handleSelectionUpdate);
	views.add(hearing);
	const destroy = hearing.destroy?.bind(hearing);
	hearing.destroy = () => {
		views.delete(hearing);
		destroy?.();
	};
}

function begin(editor: Editor): Set<Hearing> {
	const views = new Set<Hearing>();
	ofEditor.set(editor, views);
	let covered = false;
	editor.on('selectionUpdate', () => {
		const covers = !editor.state.selection.empty;
		if (covers || covered) for (const view of views) view.handleSelectionUpdate();
		covered = covers;
	});
	return views;
}
