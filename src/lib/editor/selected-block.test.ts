import { NodeSelection, type EditorState } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { goBelow } from './selected-block';
import { after, cursorIn, linesOf, page, paragraph, question, stateOf } from './testing';

/** The state with the first node of a type chosen as a whole. */
function chosen(state: EditorState, type: string): EditorState {
	let at = -1;
	state.doc.descendants((node, pos) => {
		if (at < 0 && node.type.name === type) at = pos;
	});
	return state.apply(state.tr.setSelection(NodeSelection.create(state.doc, at)));
}
const quiz = { type: 'quiz', content: [{ type: 'quizTitle' }, question('一', '二'), question('三', '四')] };
const film = {
	type: 'video',
	content: [{ type: 'cue', attrs: { at: 1 }, content: [paragraph('看这里')] }]
};
/** Lines around the cursor after going below, with `|` in the one it stands in. */
function below(state: EditorState): string[] {
	const next = after(state, goBelow);
	return linesOf(next.apply(next.tr.insertText('|'))).filter(
		(line) => !/^(option|explanation|prompt)/.test(line)
	);
}

it('goes on in a new paragraph below a chosen block, or in the empty one that is there', () => {
	const full = stateOf(page('题', { type: 'divider' }, paragraph('后')));
	expect(below(chosen(full, 'divider'))).toEqual(['pageTitle: 题', 'paragraph: |', 'paragraph: 后']);
	const empty = stateOf(page('题', { type: 'divider' }, paragraph(), paragraph('后')));
	expect(below(chosen(empty, 'divider'))).toEqual(['pageTitle: 题', 'paragraph: |', 'paragraph: 后']);
});

it('goes below the whole film or quiz when something inside it is chosen, and below other text never into it', () => {
	const inFilm = chosen(stateOf(page('题', film, paragraph('后'))), 'cue');
	expect(below(inFilm)).toEqual(['pageTitle: 题', 'paragraph: 看这里', 'paragraph: |', 'paragraph: 后']);
	const inQuiz = chosen(stateOf(page('题', quiz, paragraph('后'))), 'singleChoice');
	expect(below(inQuiz)).toEqual(['pageTitle: 题', 'quizTitle: ', 'paragraph: |', 'paragraph: 后']);
});

it('of a chosen page goes to its end, and of a chosen text block below it', () => {
	const pages = stateOf(page('一', paragraph('甲')), page('二', paragraph('乙')));
	expect(below(chosen(pages, 'page'))).toEqual([
		...['pageTitle: 一', 'paragraph: 甲', 'paragraph: |'],
		...['pageTitle: 二', 'paragraph: 乙']
	]);
	expect(below(chosen(pages, 'paragraph'))[2]).toBe('paragraph: |');
});

it('has nothing to do with a caret or a chosen piece inside a line', () => {
	const state = stateOf(page('题', paragraph('甲')));
	expect(goBelow(cursorIn(state, 'paragraph'))).toBe(false);
	const line = { type: 'paragraph', content: [{ type: 'hardBreak' }] };
	expect(goBelow(chosen(stateOf(page('题', line)), 'hardBreak'))).toBe(false);
});
