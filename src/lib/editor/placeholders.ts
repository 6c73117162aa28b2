import * as m from '$messages';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { isPart } from './parts';

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

/** Says in grey what belongs into an empty line; the words are drawn by the style sheet and never part of the lesson. */
export const placeholders = (): Plugin =>
	new Plugin({
		props: {
			decorations({ doc, selection }) {
				const found: Decoration[] = [];
				doc.descendants((node, pos, parent) => {
					if (!node.isTextblock || node.childCount > 0) return;
					const here = selection.empty && selection.from === pos + 1;
					const text = placeholder(node, parent, here);
					if (text)
						found.push(
							Decoration.node(pos, pos + node.nodeSize, { class: 'is-empty', 'data-placeholder': text })
						);
				});
				return DecorationSet.create(doc, found);
			}
		}
	});

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
