import type { Command } from '@tiptap/pm/state';
import type { BlockEditing } from './block-editing';
import { blockEditing } from './nodes';
import { selectionIn } from './places';

/** Adds an empty question of a kind at the end of the quiz at a position. */
export const addQuestion =
	(quizPos: number, type: string): Command =>
	(state, dispatch) => {
		const quiz = state.doc.nodeAt(quizPos);
		const made = (blockEditing as Record<string, BlockEditing>)[type]?.insert?.make();
		if (quiz?.type.name !== 'quiz' || !made) return false;
		const question = state.schema.nodeFromJSON(made);
		if (!quiz.contentMatchAt(quiz.childCount).matchType(question.type)) return false;
		const end = quizPos + quiz.nodeSize - 1;
		const tr = state.tr.insert(end, question);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, end)).scrollIntoView());
		return true;
	};
