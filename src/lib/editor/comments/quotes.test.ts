import { undo } from '@tiptap/pm/history';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { blockOf } from '../places';
import { after, cursorIn, linesOf, page, paragraph, question, stateOf } from '../testing';
import { quoteOf, replaceQuote } from './quotes';

/** A state with some words of the nth node of a type selected. */
function selected(state: ReturnType<typeof stateOf>, type: string, nth: number, from: number, to: number) {
	const start = cursorIn(state, type, nth, 'start').selection.from;
	return state.apply(state.tr.setSelection(TextSelection.create(state.doc, start + from, start + to)));
}
const start = () => stateOf(page('一', paragraph('打药前打药后'), question('打药', '不打药')));

describe('a suggestion', () => {
	it('replaces exactly the words that were selected, and is undone as one step', () => {
		const state = selected(start(), 'paragraph', 0, 3, 5);
		const quote = quoteOf(state)!;
		expect(quote).toEqual({ text: '打药', nth: 1, of: 2 });
		const id = String(blockOf(state)!.node.attrs.id);
		const done = after(state, replaceQuote(id, quote, '喷药'));
		expect(linesOf(done)[1]).toBe('paragraph: 打药前喷药后');
		expect(after(done, undo).doc.eq(state.doc)).toBe(true);
	});

	it('finds its words in an option of a question', () => {
		const state = selected(start(), 'option', 1, 1, 3);
		const quote = quoteOf(state)!;
		expect(quote).toEqual({ text: '打药', nth: 1, of: 2 });
		const done = after(state, replaceQuote(String(blockOf(state)!.node.attrs.id), quote, '施肥'));
		expect(linesOf(done)).toContain('option: 不施肥');
	});

	it('no longer fits when the words have changed, or the block is gone', () => {
		const state = selected(start(), 'paragraph', 0, 3, 5);
		const quote = quoteOf(state)!;
		const id = String(blockOf(state)!.node.attrs.id);
		const changed = state.apply(state.tr.insertText('肥', 4, 5));
		expect(replaceQuote(id, quote, '喷药')(changed)).toBe(false);
		expect(replaceQuote('nowhere', quote, '喷药')(state)).toBe(false);
	});

	it('is not offered over two paragraphs, nor for nothing', () => {
		const state = stateOf(page('一', paragraph('甲'), paragraph('乙')));
		const all = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 5, 8)));
		expect(quoteOf(all)).toBeNull();
		expect(quoteOf(cursorIn(state, 'paragraph'))).toBeNull();
	});
});
