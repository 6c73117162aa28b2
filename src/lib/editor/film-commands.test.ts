import { undo } from '@tiptap/pm/history';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cuesOf, type NodeJson } from '$lib/lesson';
import type { EditorState } from '@tiptap/pm/state';
import { deleteBlock, duplicateBlock, moveBlock } from './block-commands';
import { enterField } from './field-keys';
import { addChapter, addCue, moveCue } from './film-commands';
import { blockOf, cueOf, selectionIn } from './places';
import { after, cursorIn, linesOf, page, paragraph, question, stateOf, text } from './testing';

const film = (...cues: NodeJson[]): NodeJson => ({ type: 'video', content: cues });
const note = (at: number, words = `${at}`): NodeJson => ({
	type: 'cue',
	attrs: { at },
	content: [{ type: 'paragraph', content: text(words) }]
});

function filmIn(state: EditorState) {
	let found = { pos: -1, node: state.doc };
	state.doc.descendants((node, pos) => {
		if (node.type.name === 'video') found = { pos, node };
	});
	return found;
}
const times = (state: EditorState) => filmIn(state).node.children.map((cue) => Number(cue.attrs.at));
const idAt = (state: EditorState, index: number) => String(filmIn(state).node.child(index).attrs.id);

describe('what comes up in a film', () => {
	it('is put in by its time, with the cursor in it, and taken back with one undo', () => {
		const before = stateOf(page('一', film(note(1), note(5))));
		const done = after(before, addCue(filmIn(before).pos, 3.14159));
		expect(times(done)).toEqual([1, 3.1, 5]);
		expect(cueOf(done)?.node.attrs.at).toBe(3.1);
		expect(after(done, undo).doc.eq(before.doc)).toBe(true);
	});

	it('stays in the order of time, whatever is moved where, and each move is one undo', () => {
		const times_ = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(times_, fc.nat(), fc.integer({ min: 0, max: 700 }), (at, which, to) => {
				const state = stateOf(page('一', film(...at.sort((a, b) => a - b).map((t) => note(t / 10)))));
				const id = idAt(state, which % at.length);
				if (at[which % at.length] === to) return;
				const moved = after(state, moveCue(id, to / 10));
				expect(times(moved)).toEqual([...times(moved)].sort((a, b) => a - b));
				expect(cuesOf(filmIn(moved).node.toJSON() as NodeJson).map((cue) => cue.at)).toEqual(times(moved));
				expect(filmIn(moved).node.children.filter((cue) => cue.attrs.id === id)).toHaveLength(1);
				expect(after(moved, undo).doc.eq(state.doc)).toBe(true);
			})
		);
	});

	it('a question keeps its tracking number when it passes another', () => {
		const asks: NodeJson = { type: 'cue', attrs: { at: 1 }, content: [question('甲', '乙')] };
		const state = stateOf(page('一', film(asks, note(5))));
		const sid = filmIn(state).node.firstChild!.firstChild!.attrs.sid as number;
		const moved = after(state, moveCue(idAt(state, 0), 9));
		expect(filmIn(moved).node.child(1).firstChild!.attrs.sid).toBe(sid);
	});

	it('goes with its question, and a film without cues is whole', () => {
		const state = stateOf(
			page('一', film({ type: 'cue', attrs: { at: 1 }, content: [question('甲', '乙')] }))
		);
		const inside = cursorIn(state, 'prompt');
		expect(blockOf(inside)?.node.type.name).toBe('singleChoice');
		const twice = after(inside, duplicateBlock(blockOf(inside)!.pos));
		expect(times(twice)).toEqual([1, 1]);
		const gone = after(inside, deleteBlock(blockOf(inside)!.pos));
		expect(times(gone)).toEqual([]);
		expect(() => gone.doc.check()).not.toThrow();
		expect(selectionIn(gone.doc, filmIn(gone).pos).toJSON()).toMatchObject({ type: 'node' });
	});

	it('of two cues one can be taken out', () => {
		const state = stateOf(page('一', film(note(1), note(2))));
		const gone = after(state, deleteBlock(filmIn(state).pos + 1));
		expect(times(gone)).toEqual([2]);
	});

	it('is not moved by hand past a neighbour of another time', () => {
		const state = stateOf(page('一', film(note(1), note(2))));
		expect(moveBlock(filmIn(state).pos + 1, 1)(state)).toBe(false);
	});

	it('Enter after its last line goes on below the film', () => {
		const asks: NodeJson = { type: 'cue', attrs: { at: 1 }, content: [question('甲', '乙')] };
		const state = cursorIn(stateOf(page('一', film(asks), paragraph('下面'))), 'explanation');
		const on = after(state, enterField);
		expect(() => on.doc.check()).not.toThrow();
		expect(linesOf(on).at(-2)).toBe('paragraph: ');
		expect(blockOf(on)?.node.type.name).toBe('paragraph');
	});
});

it('chapters are put in by their time, one a moment', () => {
	const state = stateOf(page('一', film()));
	const one = after(state, addChapter(filmIn(state).pos, 8));
	const two = after(one, addChapter(filmIn(one).pos, 2.04));
	expect(filmIn(two).node.attrs.chapters).toEqual([
		{ at: 2, title: '' },
		{ at: 8, title: '' }
	]);
	expect(addChapter(filmIn(two).pos, 2)(two)).toBe(false);
});
