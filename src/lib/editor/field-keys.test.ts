import { describe, expect, it } from 'vitest';
import { backspaceField, deleteField, enterField, markThisOption } from './field-keys';
import { after, cursorIn, linesOf, page, question, stateOf, valuesOf } from './testing';

const asked = (...options: string[]) => stateOf(page('一', question(...options)));
const here = (state: ReturnType<typeof asked>) =>
	`${state.selection.$from.parent.type.name}: ${state.selection.$from.parent.textContent}`;

describe('a question typed like text', () => {
	it('goes from the question to its first option', () => {
		expect(here(after(cursorIn(asked('甲', '乙'), 'prompt'), enterField))).toBe('option: 甲');
	});

	it('goes on to an empty option, and makes a new one after the last', () => {
		const next = after(cursorIn(asked('甲', ''), 'option', 0), enterField);
		expect(here(next)).toBe('option: ');
		expect(valuesOf(next, 'key')).toEqual(['a', 'b']);
		const made = after(cursorIn(asked('甲', '乙'), 'option', 1), enterField);
		expect(here(made)).toBe('option: ');
		expect(valuesOf(made, 'key')).toEqual(['a', 'b', 'c']);
	});

	it('takes the text behind the cursor into the new option, and not the mark', () => {
		const marked = after(cursorIn(asked('甲乙', '丙'), 'option', 0), markThisOption);
		const { from } = marked.selection;
		const between = cursorIn(marked, 'option', 0);
		const state = after(
			between.apply(between.tr.setSelection(cursorIn(marked, 'option', 0).selection).delete(from - 1, from)),
			enterField
		);
		expect(linesOf(state).filter((line) => line.startsWith('option'))).toEqual([
			'option: 甲',
			'option: ',
			'option: 丙'
		]);
		expect(valuesOf(state, 'correct')).toEqual([true, false, false]);
	});

	it('leaves the options by Enter in an empty last one', () => {
		const state = after(cursorIn(asked('甲', '乙', ''), 'option', 2), enterField);
		expect(here(state)).toBe('explanation: ');
		expect(valuesOf(state, 'key')).toEqual(['a', 'b']);
	});

	it('goes from the explanation to a paragraph below', () => {
		const state = after(cursorIn(asked('甲', '乙'), 'explanation'), enterField);
		expect(linesOf(state).at(-1)).toBe('paragraph: ');
		expect(here(state)).toBe('paragraph: ');
	});

	it('takes an empty option away, but never one of the last two', () => {
		const three = after(cursorIn(asked('甲', '', '丙'), 'option', 1), backspaceField);
		expect(valuesOf(three, 'key')).toEqual(['a', 'c']);
		expect(here(three)).toBe('option: 甲');
		const two = after(cursorIn(asked('甲', ''), 'option', 1), backspaceField);
		expect(valuesOf(two, 'key')).toEqual(['a', 'b']);
	});

	it('never joins two fields', () => {
		const before = cursorIn(asked('甲', '乙', '丙'), 'option', 1, 'start');
		expect(after(before, backspaceField).doc.eq(before.doc)).toBe(true);
		expect(deleteField(cursorIn(before, 'option', 0))).toBe(true);
	});

	it('has one right answer, the one marked last', () => {
		const first = after(cursorIn(asked('甲', '乙'), 'option', 0), markThisOption);
		const second = after(cursorIn(first, 'option', 1), markThisOption);
		expect(valuesOf(second, 'correct')).toEqual([false, true]);
	});

	it('becomes a paragraph again by Backspace while nothing is written', () => {
		const empty = stateOf(
			page('一', {
				type: 'trueFalse',
				content: [{ type: 'prompt' }, { type: 'explanation' }]
			})
		);
		expect(linesOf(after(cursorIn(empty, 'prompt'), backspaceField))).toEqual([
			'pageTitle: 一',
			'paragraph: '
		]);
	});
});
