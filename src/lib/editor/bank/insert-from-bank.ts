import type { NodeJson } from '$lib/lesson';
import { withoutNumbers } from '$lib/lesson/bank';
import { Fragment } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { insertQuestions } from '../bring/insert-questions';
import { placeOfId, selectionIn } from '../places';

/** Puts copies of kept questions, in one step, at the end of the quiz with that id, or after the block with the cursor (null). */
export const insertFromBank =
	(kept: NodeJson[], quizId: string | null): Command =>
	(state, dispatch) => {
		const questions = kept.map(withoutNumbers);
		if (quizId === null) return insertQuestions(questions, 'cursor', '')(state, dispatch);
		const quiz = placeOfId(state.doc, quizId);
		if (quiz?.node.type.name !== 'quiz' || !questions.length) return false;
		const end = quiz.pos + quiz.node.nodeSize - 1;
		const tr = state.tr.insert(end, Fragment.from(questions.map((one) => state.schema.nodeFromJSON(one))));
		dispatch?.(tr.setSelection(selectionIn(tr.doc, end)).scrollIntoView());
		return true;
	};
