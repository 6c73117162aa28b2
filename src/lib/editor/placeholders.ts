import * as m from '$messages';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { isPart } from './parts';
import { typedLines } from './typing';

const fixed: Record<string, () => string> = {
	pageTitle: m.editor_placeholder_page_title,
	prompt: m.editor_placeholder_prompt,
	option: m.editor_placeholder_option,
	explanation: m.editor_placeholder_explanation,
	heading: m.editor_placeholder_heading,
	stepTitle: m.editor_placeholder_step,
	foldTitle: m.editor_placeholder_fold,
	tabTitle: m.editor_placeholder_tab,
	sceneTitle: m.editor_placeholder_scene,
	choiceText: m.editor_placeholder_choice,
	choiceFeedback: m.editor_placeholder_feedback,
	blank: m.editor_placeholder_blank,
	pairLeft: m.editor_placeholder_pair_left,
	pairRight: m.editor_placeholder_pair_right,
	groupName: m.editor_placeholder_group,
	area: m.editor_placeholder_area,
	quizTitle: m.editor_placeholder_quiz
};

/** The same for a paragraph, by what it stands in. */
const inside: Record<string, () => string> = {
	quote: m.editor_placeholder_quote,
	callout: m.editor_placeholder_callout,
	step: m.editor_placeholder_part,
	fold: m.editor_placeholder_part,
	tab: m.editor_placeholder_part,
	scene: m.editor_placeholder_scene_text,
	cue: m.film_placeholder_note
};

/** Lines that say something else in certain blocks: parent, then line. */
const byParent: Record<string, () => string> = {
	'discussion prompt': m.editor_placeholder_discussion,
	'trueFalse prompt': m.editor_placeholder_statement,
	'fillIn prompt': m.editor_placeholder_fill_in,
	'group option': m.editor_placeholder_thing,
	'ordering option': m.editor_placeholder_step,
	'shortAnswer explanation': m.editor_placeholder_model_answer
};

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
	const special = parent && byParent[`${parent.type.name} ${node.type.name}`];
	if (special) return special();
	if (node.type.name === 'paragraph' && parent && parent.type.name in inside)
		return here || parent.childCount === (isPart(parent) ? 2 : 1) ? inside[parent.type.name]?.() : undefined;
	if (node.type.name === 'paragraph')
		return parent?.type.name === 'page' && (here || parent.childCount === 2)
			? m.editor_placeholder_paragraph()
			: undefined;
	return fixed[node.type.name]?.();
}
