import type { NodeJson } from '$lib/lesson';
import type { Command } from '@tiptap/pm/state';
import { selectionIn } from './places';

/** Adds a question at the end of the quiz at a position. */
export const addQuestion =
	(quizPos: number, made: NodeJson): Command =>
	(state, dispatch) => {
		const quiz = state.doc.nodeAt(quizPos);
		if (quiz?.type.name !== 'quiz') return false;
		const question = state.schema.nodeFromJSON(made);
		if (!quiz.contentMatchAt(quiz.childCount).matchType(question.type)) return false;
		const end = quizPos + quiz.nodeSize - 1;
		const tr = state.tr.insert(end, question);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, end)).scrollIntoView());
		return true;
	};
