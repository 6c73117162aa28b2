import type { Quote } from '$lib/lesson/comments';
import type { Command, EditorState } from '@tiptap/pm/state';
import { blockOf, placeOfId, type Place } from '../places';

interface Range {
	from: number;
	to: number;
}

/** The selected words as a quote of their block; null when nothing, or more than one paragraph, is selected. */
export function quoteOf(state: EditorState): Quote | null {
	const { from, to, $from, $to, empty } = state.selection;
	const block = blockOf(state);
	if (empty || !block || !$from.sameParent($to) || !$from.parent.isTextblock) return null;
	const text = state.doc.textBetween(from, to, undefined, '\ufffc');
	if (text.includes('\ufffc')) return null;
	const all = occurrences(block, text);
	const nth = all.findIndex((range) => range.from === from);
	return nth < 0 ? null : { text, nth, of: all.length };
}

/** Puts a replacement where a quote stands. Does not apply when the text is no longer what was quoted. */
export const replaceQuote =
	(blockId: string, quote: Quote, replacement: string): Command =>
	(state, dispatch) => {
		const block = placeOfId(state.doc, blockId);
		const all = block ? occurrences(block, quote.text) : [];
		const place = all.length === quote.of ? all[quote.nth] : undefined;
		if (!place) return false;
		dispatch?.(state.tr.insertText(replacement, place.from, place.to).scrollIntoView());
		return true;
	};

/** Where some words stand in a block; inline nodes that are no text count as one unreadable character. */
function occurrences({ node, pos }: Place, text: string): Range[] {
	const found: Range[] = [];
	const search = (of: typeof node, start: number) => {
		const whole = of.textBetween(0, of.content.size, undefined, '\ufffc');
		for (let at = whole.indexOf(text); text && at >= 0; at = whole.indexOf(text, at + text.length))
			found.push({ from: start + at, to: start + at + text.length });
	};
	if (node.isTextblock) search(node, pos + 1);
	else
		node.descendants((child, offset) => {
			if (child.isTextblock) search(child, pos + 1 + offset + 1);
			return !child.isTextblock;
		});
	return found;
}
