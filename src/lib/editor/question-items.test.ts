import type { NodeJson } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { deleteBlock } from './block-commands';
import { backspaceField, enterField, markThisOption } from './field-keys';
import { changed } from './hotspot-box';
import { blockEditing } from './nodes';
import { blockOf } from './places';
import { addItem, removeItem } from './question-items';
import { addQuestion } from './quiz-commands';
import { after, cursorIn, linesOf, page, stateOf, text, valuesOf } from './testing';

const line = (type: string, value = ''): NodeJson => ({ type, content: text(value) });
const pair = (left: string, right: string): NodeJson => ({
	type: 'pair',
	content: [line('pairLeft', left), line('pairRight', right)]
});
const group = (name: string, ...things: string[]): NodeJson => ({
	type: 'group',
	content: [line('groupName', name), ...things.map((thing) => line('option', thing))]
});
const asked = (type: string, ...items: NodeJson[]) =>
	stateOf(page('一', { type, content: [line('prompt', '问'), ...items, line('explanation')] }));
const here = (state: ReturnType<typeof asked>) =>
	`${state.selection.$from.parent.type.name}: ${state.selection.$from.parent.textContent}`;
const question = 3 + '一'.length;

describe('what a question repeats', () => {
	it('pairs: Enter goes right, then to the next pair, then makes one, then leaves', () => {
		const state = asked('matching', pair('甲', '一'), pair('乙', ''));
		expect(here(after(cursorIn(state, 'pairLeft', 0), enterField))).toBe('pairRight: 一');
		expect(here(after(cursorIn(state, 'pairRight', 0), enterField))).toBe('pairLeft: 乙');
		const made = after(cursorIn(state, 'pairRight', 1), enterField);
		expect(here(made)).toBe('pairLeft: ');
		expect(valuesOf(made, 'key')).toEqual(['a', 'b', 'c']);
		const left = after(cursorIn(made, 'pairLeft', 2), enterField);
		expect(here(left)).toBe('explanation: ');
		expect(valuesOf(left, 'key')).toEqual(['a', 'b']);
	});
	it('an empty pair goes away by Backspace, but never one of the last two', () => {
		const three = asked('matching', pair('甲', '一'), pair('', ''), pair('丙', '三'));
		const two = after(cursorIn(three, 'pairLeft', 1), backspaceField);
		expect(linesOf(two).filter((l) => l.startsWith('pairLeft'))).toEqual(['pairLeft: 甲', 'pairLeft: 丙']);
		const state = asked('matching', pair('甲', '一'), pair('', ''));
		expect(after(cursorIn(state, 'pairLeft', 1), backspaceField).doc.eq(state.doc)).toBe(true);
	});
	it('things keep their keys apart across groups', () => {
		const state = asked('grouping', group('虫', '螟虫', '蚜虫'), group('病', '稻瘟'));
		const made = after(cursorIn(state, 'option', 2), enterField);
		const keys: unknown[] = [];
		made.doc.descendants((node) => {
			if (node.type.name === 'option') keys.push(node.attrs.key);
		});
		expect(keys).toHaveLength(4);
		expect(new Set(keys).size).toBe(4);
	});
	it('a group keeps its only thing, and a question its two groups', () => {
		const state = asked('grouping', group('虫', '螟虫'), group('病', ''));
		expect(here(after(cursorIn(state, 'option', 1), backspaceField))).toBe('groupName: 病');
		let groupPos = 0;
		state.doc.descendants((node, pos) => {
			if (node.type.name === 'group') groupPos = pos;
		});
		expect(removeItem(groupPos)(state)).toBe(false);
	});
	it('no more is added than the schema takes', () => {
		const ten = asked('fillIn', ...Array.from({ length: 10 }, () => line('blank', '答')));
		expect(addItem(question)(ten)).toBe(false);
		const nine = asked('fillIn', ...Array.from({ length: 9 }, () => line('blank', '答')));
		expect(() => after(nine, addItem(question)).doc.check()).not.toThrow();
	});
	it('only what can be right is marked right', () => {
		const order = asked('ordering', line('option', '甲'), line('option', '乙'));
		expect(markThisOption(cursorIn(order, 'option', 0))).toBe(false);
		const areas = asked('hotspot', line('area', '甲'), line('area', '乙'));
		const marked = after(after(cursorIn(areas, 'area', 0), markThisOption), markThisOption);
		expect(valuesOf(marked, 'correct')).toEqual([false, false]);
		expect(valuesOf(after(cursorIn(areas, 'area', 1), markThisOption), 'correct')).toEqual([false, true]);
	});
});

describe('every kind of question', () => {
	const kinds = Object.entries(blockEditing).filter(([kind]) => kind !== 'unknown');
	it.each(kinds)('%s as inserted is a valid lesson', (_kind, { insert }) => {
		const state = stateOf(page('一', insert!.make()));
		expect(() => state.doc.check()).not.toThrow();
	});
});

describe('a quiz', () => {
	const quiz = stateOf(
		page('一', { type: 'quiz', content: [line('quizTitle', '考'), blockEditing.trueFalse.insert!.make()] })
	);
	it('takes questions, and its questions are blocks of their own', () => {
		const two = after(quiz, addQuestion(question, blockEditing.matching.insert!.make()));
		expect(() => two.doc.check()).not.toThrow();
		expect(blockOf(two)?.node.type.name).toBe('matching');
		expect(blockOf(cursorIn(two, 'quizTitle'))?.node.type.name).toBe('quiz');
	});
	it('takes nothing but questions', () =>
		expect(addQuestion(question, { type: 'paragraph' })(quiz)).toBe(false));
	it('goes with its last question', () => {
		const inner = blockOf(cursorIn(quiz, 'prompt'))!;
		expect(linesOf(after(quiz, deleteBlock(inner.pos)))).toEqual(['pageTitle: 一', 'paragraph: ']);
	});
});

describe('an area of a picture', () => {
	const box = { x: 40, y: 40, width: 20, height: 20 };
	it('never leaves the picture', () => {
		expect(changed(box, 'move', 90, -90)).toEqual({ ...box, x: 80, y: 0 });
		expect(changed(box, 'size', 90, 90)).toEqual({ ...box, width: 60, height: 60 });
	});
	it('never becomes too small to hit', () => expect(changed(box, 'size', -90, -90).width).toBe(4));
});
