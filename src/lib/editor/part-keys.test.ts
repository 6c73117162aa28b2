import { describe, expect, it } from 'vitest';
import { moveBlock, moveBlockTo } from './block-commands';
import { backspaceField, deleteField, enterField } from './field-keys';
import { backspacePart, enterPart, leaveBlock } from './part-keys';
import { duplicatePart, movePart, partHere, removePart } from './parts';
import { after, cursorIn, linesOf, page, paragraph, parts, stateOf, valuesOf } from './testing';

const folds = (...titles: string[]) => stateOf(page('一', parts('accordion', 'fold', ...titles)));
const here = ({ selection }: ReturnType<typeof folds>) =>
	`${selection.$from.parent.type.name}: ${selection.$from.parent.textContent}`;
const blocks = (state: ReturnType<typeof folds>) =>
	state.doc.children.map((p) => p.children.slice(1).map((b) => b.type.name));

describe('a block made of parts, typed like text', () => {
	it('goes from the title to the text', () => {
		expect(here(after(cursorIn(folds('甲'), 'foldTitle'), enterField))).toBe('paragraph: 甲文');
	});

	it('gets a new part by Enter in an empty last line', () => {
		const typed = cursorIn(folds('甲'), 'paragraph');
		const split = typed.apply(typed.tr.split(typed.selection.from));
		const state = after(split, enterPart);
		expect(linesOf(state)).toEqual([
			'pageTitle: 一',
			'foldTitle: 甲',
			'paragraph: 甲文',
			'foldTitle: ',
			'paragraph: '
		]);
		expect(here(state)).toBe('foldTitle: ');
		state.doc.check();
	});

	it('is left by Enter in the title of an empty last part, which goes', () => {
		const state = after(cursorIn(folds('甲', ''), 'foldTitle', 1), enterField);
		expect(linesOf(state)).toEqual(['pageTitle: 一', 'foldTitle: 甲', 'paragraph: 甲文', 'paragraph: ']);
		expect(here(state)).toBe('paragraph: ');
		expect(state.selection.$from.depth).toBe(2);
	});

	it('keeps as many parts as it must have', () => {
		const two = stateOf(page('一', parts('tabs', 'tab', '甲', '')));
		expect(here(after(cursorIn(two, 'tabTitle', 1), enterField))).toBe('paragraph: ');
		expect(removePart(partHere(cursorIn(two, 'tabTitle'))!.pos)(two)).toBe(false);
	});

	it('loses an empty part by Backspace in its title, and is gone itself when nothing is in it', () => {
		const one = after(cursorIn(folds('甲', ''), 'foldTitle', 1), backspaceField);
		expect(linesOf(one)).toEqual(['pageTitle: 一', 'foldTitle: 甲', 'paragraph: 甲文']);
		expect(here(one)).toBe('paragraph: 甲文');
		const none = after(cursorIn(folds(''), 'foldTitle'), backspaceField);
		expect(linesOf(none)).toEqual(['pageTitle: 一', 'paragraph: ']);
	});

	it('never joins title and text, nor one part and the next', () => {
		const body = cursorIn(folds('甲', '乙'), 'paragraph', 0, 'start');
		const back = after(body, backspacePart);
		expect(back.doc.eq(body.doc)).toBe(true);
		expect(here(back)).toBe('foldTitle: 甲');
		expect(deleteField(cursorIn(body, 'foldTitle'))).toBe(true);
		const second = cursorIn(body, 'foldTitle', 1, 'start');
		expect(after(second, backspaceField).doc.eq(body.doc)).toBe(true);
	});

	it('can be left downwards from anywhere', () => {
		const state = after(cursorIn(folds('甲', '乙'), 'foldTitle'), leaveBlock);
		expect(blocks(state)).toEqual([['accordion', 'paragraph']]);
		expect(here(state)).toBe('paragraph: ');
	});

	it('moves, copies and takes out parts; a copy has ids of its own', () => {
		const state = folds('甲', '乙');
		const first = partHere(cursorIn(state, 'foldTitle'))!.pos;
		const titles = (s: typeof state) => linesOf(s).filter((line) => line.startsWith('foldTitle'));
		expect(titles(after(state, movePart(first, 1)))).toEqual(['foldTitle: 乙', 'foldTitle: 甲']);
		const copied = after(state, duplicatePart(first));
		expect(titles(copied)).toEqual(['foldTitle: 甲', 'foldTitle: 甲', 'foldTitle: 乙']);
		const ids = valuesOf(copied, 'id');
		expect(new Set(ids).size).toBe(ids.length);
		expect(titles(after(state, removePart(first)))).toEqual(['foldTitle: 乙']);
	});
});

describe('a block moved to another page', () => {
	const two = () => stateOf(page('一', paragraph('甲')), page('二', paragraph('乙'), paragraph('丙')));
	const texts = (state: ReturnType<typeof two>) =>
		state.doc.children.map((p) => p.children.slice(1).map((b) => b.textContent));
	const start = (state: ReturnType<typeof two>, nth: number) =>
		cursorIn(state, 'paragraph', nth).selection.$from.before();

	it('leaves an empty line where it was alone', () => {
		const state = two();
		const moved = after(state, moveBlockTo(start(state, 0), start(state, 2)));
		expect(texts(moved)).toEqual([[''], ['乙', '甲', '丙']]);
		moved.doc.check();
	});

	it('goes over a page’s edge step by step, and stops at the first and last', () => {
		const state = two();
		const up = after(state, moveBlock(start(state, 1), -1));
		expect(texts(up)).toEqual([['甲', '乙'], ['丙']]);
		expect(texts(after(up, moveBlock(start(up, 1), 1)))).toEqual([['甲'], ['乙', '丙']]);
		expect(moveBlock(start(state, 0), -1)(state)).toBe(false);
		expect(moveBlock(start(state, 2), 1)(state)).toBe(false);
	});

	it('keeps its id', () => {
		const state = two();
		const before = state.doc.nodeAt(start(state, 2))?.attrs.id as string;
		const moved = after(state, moveBlockTo(start(state, 2), start(state, 0)));
		expect(moved.doc.child(0).child(1).attrs.id).toBe(before);
	});
});
