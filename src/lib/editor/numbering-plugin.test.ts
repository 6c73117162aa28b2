import { redo, undo } from '@tiptap/pm/history';
import { describe, expect, it } from 'vitest';
import { duplicateBlock, insertBlock, moveBlock } from './block-commands';
import { emptyChoice } from './nodes/choice';
import { nextSidOf } from './numbering-plugin';
import { addPage, deletePage, duplicatePage, movePage } from './page-commands';
import { blockOf } from './places';
import { after, cursorIn, page, paragraph, question, stateOf, valuesOf } from './testing';

const unique = (values: unknown[]) => new Set(values).size === values.length && !values.includes(null);
const two = () => stateOf(page('一', question('甲', '乙')), page('二'));

describe('numbering while editing', () => {
	it('gives new nodes ids, numbers and option keys', () => {
		const before = two();
		const state = after(before, insertBlock(before.doc.child(0).nodeSize - 1, emptyChoice('multipleChoice')));
		expect(unique(valuesOf(state, 'id'))).toBe(true);
		expect(valuesOf(state, 'sid')).toEqual([1, 2, 4, 3]);
		expect(valuesOf(state, 'key')).toEqual(['a', 'b', 'a', 'b']);
		expect(nextSidOf(state)).toBe(5);
	});

	it('never gives a number again, not even when its node was undone', () => {
		const once = after(two(), addPage(1));
		const undone = after(once, undo);
		const again = after(undone, addPage(1));
		expect(valuesOf(once, 'sid')).toEqual([1, 2, 3, 4]);
		expect(valuesOf(again, 'sid')).toEqual([1, 2, 3, 5]);
	});

	it('brings a node back under its own number when redone', () => {
		const once = after(two(), addPage(1));
		const redone = after(after(once, undo), redo);
		expect(redone.doc.eq(once.doc)).toBe(true);
		expect(nextSidOf(redone)).toBe(5);
	});

	it('renumbers a copy and leaves the original alone', () => {
		const before = two();
		const state = after(before, duplicatePage(0));
		expect(state.doc.child(0).eq(before.doc.child(0))).toBe(true);
		expect(valuesOf(state, 'sid')).toEqual([1, 2, 4, 5, 3]);
		expect(unique(valuesOf(state, 'id'))).toBe(true);
	});

	it('renumbers a copy that is put before the original', () => {
		const before = two();
		const copy = before.doc.child(0);
		const state = before.apply(before.tr.insert(0, copy));
		expect(state.doc.child(1).eq(copy)).toBe(true);
		expect(valuesOf(state, 'sid')).toEqual([4, 5, 1, 2, 3]);
	});

	it('leaves everything its number when pages and blocks move', () => {
		const before = stateOf(page('一', question('甲', '乙'), paragraph('文')), page('二'));
		const moved = after(before, movePage(0, 1));
		expect(valuesOf(moved, 'sid')).toEqual([3, 1, 2]);
		const block = blockOf(cursorIn(before, 'prompt'))!;
		const lower = after(before, moveBlock(block.pos, 1));
		expect(valuesOf(lower, 'id').toSorted()).toEqual(valuesOf(before, 'id').toSorted());
		expect(valuesOf(lower, 'sid')).toEqual(valuesOf(before, 'sid'));
	});

	it('numbers a copied block with its options in place', () => {
		const before = two();
		const state = after(before, duplicateBlock(blockOf(cursorIn(before, 'prompt'))!.pos));
		expect(valuesOf(state, 'key')).toEqual(['a', 'b', 'a', 'b']);
		expect(unique(valuesOf(state, 'sid'))).toBe(true);
	});

	it('leaves an empty page when the last one is deleted, and brings it back whole', () => {
		const before = stateOf(page('一', question('甲', '乙')));
		const state = after(before, deletePage(0));
		expect(valuesOf(state, 'sid')).toEqual([3]);
		expect(after(state, undo).doc.eq(before.doc)).toBe(true);
	});
});
