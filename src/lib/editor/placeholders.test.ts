import { EditorState, TextSelection, type Plugin } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { describe, expect, it } from 'vitest';
import { placeholders } from './placeholders';
import { page, paragraph, question, stateOf } from './testing';

/** Where words in grey stand, and what they say. */
function said(state: EditorState): string[] {
	const [plugin] = state.plugins as [Plugin];
	const found = plugin.props.decorations?.call(plugin, state);
	if (!(found instanceof DecorationSet)) throw new Error('no decorations');
	return found
		.find()
		.map(({ from, to, ...rest }) => {
			const { attrs } = (rest as unknown as { type: { attrs: Record<string, string> } }).type;
			return `${from}-${to} ${attrs['data-placeholder']}`;
		})
		.toSorted();
}

const shown = (doc: EditorState['doc'], selection?: EditorState['selection']) =>
	EditorState.create({ doc, ...(selection && { selection }), plugins: [placeholders()] });

/** Every place in the document where the caret can be in a line. */
function carets({ doc }: EditorState): number[] {
	const places: number[] = [];
	doc.descendants((node, pos) => {
		if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) places.push(pos + 1 + i);
	});
	return places;
}

describe('words in empty lines', () => {
	const start = shown(
		stateOf(page('', paragraph()), page('二', question('甲', ''), paragraph(), paragraph('文'))).doc
	);

	it('are after typing and deleting anywhere what they are in a document opened anew', () => {
		for (const at of carets(start))
			for (const letters of [['一'], ['一', '二'], ['一', null], ['一', '二', null, null]]) {
				let state = start.apply(start.tr.setSelection(TextSelection.create(start.doc, at)));
				for (const letter of letters) {
					const { tr, selection } = state;
					state = state.apply(letter ? tr.insertText(letter) : tr.delete(selection.from - 1, selection.from));
					expect(said(state)).toEqual(said(shown(state.doc, state.selection)));
				}
			}
	});

	it('are so too when lines come and go', () => {
		for (const at of carets(start)) {
			const { parent } = start.doc.resolve(at);
			if (parent.type.name !== 'paragraph') continue;
			const split = start.apply(start.tr.split(at));
			expect(said(split)).toEqual(said(shown(split.doc, split.selection)));
			const joined = split.apply(split.tr.join(at + 1));
			expect(said(joined)).toEqual(said(start));
		}
	});

	it('go with the caret in a further empty line', () => {
		const at = carets(start).find((pos) => {
			const { parent } = start.doc.resolve(pos);
			return (
				parent.type.name === 'paragraph' && parent.childCount === 0 && start.doc.resolve(pos).index(0) === 1
			);
		})!;
		const there = start.apply(start.tr.setSelection(TextSelection.create(start.doc, at)));
		expect(said(there)).toHaveLength(said(start).length + 1);
	});
});
