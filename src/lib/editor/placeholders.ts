import * as m from '$messages';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const fixed: Record<string, () => string> = {
	pageTitle: m.editor_placeholder_page_title,
	prompt: m.editor_placeholder_prompt,
	option: m.editor_placeholder_option,
	explanation: m.editor_placeholder_explanation,
	heading: m.editor_placeholder_heading,
	blank: m.editor_placeholder_blank,
	pairLeft: m.editor_placeholder_pair_left,
	pairRight: m.editor_placeholder_pair_right,
	groupName: m.editor_placeholder_group,
	area: m.editor_placeholder_area,
	quizTitle: m.editor_placeholder_quiz
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
	if (node.type.name === 'paragraph')
		return parent?.type.name === 'page' && (here || parent.childCount === 2)
			? m.editor_placeholder_paragraph()
			: undefined;
	return fixed[node.type.name]?.();
}
