import * as m from '$messages';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { nodeEditing } from './nodes';
import { isPart } from './parts';
import { typedLines } from './typing';

const key = new PluginKey<DecorationSet>('placeholders');

/** Says in grey what belongs into an empty line; the words are drawn by the style sheet and never part of the lesson. */
export const placeholders = (): Plugin<DecorationSet> =>
	new Plugin<DecorationSet>({
		key,
		state: {
			init: (_, { doc }) => everywhere(doc),
			apply: (tr, found) =>
				!tr.docChanged ? found : staysFilled(tr) ? found.map(tr.mapping, tr.doc) : everywhere(tr.doc)
		},
		props: {
			decorations(state) {
				const found = key.getState(state) ?? DecorationSet.empty;
				const here = atCaret(state);
				return here ? found.add(state.doc, [here]) : found;
			}
		}
	});

/** Whether letters came to letters: which lines are empty has not changed, and a long lesson is not walked to see it. */
const staysFilled = (tr: Transaction): boolean =>
	typedLines(tr)?.every(({ before, after }) => !isEmptyLine(before) && !isEmptyLine(after)) ?? false;

/** What is said in each empty line, wherever the caret is. */
function everywhere(doc: Node): DecorationSet {
	const found: Decoration[] = [];
	doc.descendants((node, pos, parent) => {
		const text = isEmptyLine(node) && placeholder(node, parent, false);
		if (text) found.push(saying(text, node, pos));
	});
	return DecorationSet.create(doc, found);
}

/** What is said in the empty line with the caret, where nothing is said otherwise. */
function atCaret({ selection: { empty, $from } }: EditorState): Decoration | null {
	const { parent } = $from;
	if (!empty || !isEmptyLine(parent) || placeholder(parent, $from.node(-1), false)) return null;
	const text = placeholder(parent, $from.node(-1), true);
	return text ? saying(text, parent, $from.before()) : null;
}

const isEmptyLine = (node: Node): boolean => node.isTextblock && node.childCount === 0;

const saying = (text: string, node: Node, pos: number): Decoration =>
	Decoration.node(pos, pos + node.nodeSize, { class: 'is-empty', 'data-placeholder': text });

function placeholder(node: Node, parent: Node | null, here: boolean): string | undefined {
	const inParent = parent ? nodeEditing[parent.type.name]?.emptyIn?.[node.type.name] : undefined;
	if (node.type.name !== 'paragraph') return (inParent ?? nodeEditing[node.type.name]?.empty)?.();
	// A paragraph says what it is for where nothing else does: alone, or with the caret.
	if (parent && inParent)
		return here || parent.childCount === (isPart(parent) ? 2 : 1) ? inParent() : undefined;
	return parent?.type.name === 'page' && (here || parent.childCount === 2)
		? m.editor_placeholder_paragraph()
		: undefined;
}
