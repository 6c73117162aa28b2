import type { NodeJson } from '$lib/lesson';
import { Fragment } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { pageIndexAt, pagesOf, selectionIn } from '../places';

/** Where questions that were brought in go. */
export type Whereto = 'cursor' | 'quiz' | 'page';

/** Puts questions, in one step, after the block with the cursor, into a quiz there, or on a page of their own. */
export const insertQuestions =
	(questions: NodeJson[], where: Whereto, title: string): Command =>
	(state, dispatch) => {
		if (!questions.length) return false;
		const text = [{ type: 'text', text: title }];
		const quiz = [{ type: 'quiz', content: [{ type: 'quizTitle', content: text }, ...questions] }];
		const json =
			where === 'page'
				? [{ type: 'page', content: [{ type: 'pageTitle', content: text }, ...questions] }]
				: where === 'quiz'
					? quiz
					: questions;
		const nodes = Fragment.from(json.map((one) => state.schema.nodeFromJSON(one)));
		const { from, to } = where === 'page' ? pageEnd(state) : here(state);
		const tr = state.tr.replaceWith(from, to, nodes);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, from)).scrollIntoView());
		return true;
	};

type State = Parameters<Command>[0];

function pageEnd({ doc, selection }: State) {
	const page = pagesOf(doc)[pageIndexAt(doc, selection.from)];
	const at = page ? page.pos + page.node.nodeSize : doc.content.size;
	return { from: at, to: at };
}

/** After the block with the cursor; an empty paragraph is taken the place of. */
function here({ doc, selection }: State) {
	const { $from } = selection;
	if ($from.depth < 1) return pageEndInside(doc, selection.from);
	if ($from.depth === 1) {
		const end = $from.pos + ($from.nodeAfter?.nodeSize ?? 0);
		return { from: end, to: end };
	}
	const block = $from.node(2);
	const after = $from.after(2);
	const empty = block.type.name === 'paragraph' && block.childCount === 0;
	return { from: empty ? $from.before(2) : after, to: after };
}

function pageEndInside(doc: State['doc'], pos: number) {
	const page = pagesOf(doc)[Math.min(pageIndexAt(doc, pos), doc.childCount - 1)];
	const at = page ? page.pos + page.node.nodeSize - 1 : doc.content.size;
	return { from: at, to: at };
}
