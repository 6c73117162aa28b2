import * as m from '$messages';
import type { Node } from '@tiptap/pm/model';

const names: Record<string, () => string> = {
	singleChoice: m.editor_kind_single_choice,
	multipleChoice: m.editor_kind_multiple_choice,
	trueFalse: m.editor_kind_true_false,
	fillIn: m.editor_kind_fill_in,
	numeric: m.editor_kind_numeric,
	matching: m.editor_kind_matching,
	ordering: m.editor_kind_ordering,
	grouping: m.editor_kind_grouping,
	hotspot: m.editor_kind_hotspot,
	shortAnswer: m.editor_kind_short_answer,
	scale: m.editor_kind_scale
};

/** What the author calls this kind of question. */
export const questionName = (node: Node): string => names[node.type.name]?.() ?? '';

/** What the author still has to do, or should know, about a question; null when nothing. */
export function questionHint(node: Node): string | null {
	const marked = node.children.some((child) => child.attrs.correct === true);
	switch (node.type.name) {
		case 'singleChoice':
		case 'multipleChoice':
			return marked ? null : m.editor_hint_mark();
		case 'hotspot':
			return marked ? null : m.editor_hint_area();
		case 'trueFalse':
			return node.attrs.answer === null ? m.editor_hint_true_false() : null;
		case 'numeric':
			return node.attrs.answer === null ? m.editor_hint_number() : null;
		case 'ordering':
			return m.editor_hint_order();
		case 'matching':
			return m.editor_hint_pairs();
		default:
			return null;
	}
}
