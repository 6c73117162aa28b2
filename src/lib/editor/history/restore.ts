import type { Lesson } from '$lib/lesson';
import { closeHistory } from '@tiptap/pm/history';
import type { Command } from '@tiptap/pm/state';
import { coverOf, CoverStep } from '../cover-step';
import { raiseNextSid } from '../numbering-plugin';
import { selectionIn } from '../places';

/** Puts an earlier state of the same lesson in place of everything: text, title and settings, undone as one step. */
export const restoreLesson =
	({ doc, title, settings, nextSid }: Lesson): Command =>
	(state, dispatch) => {
		const content = state.schema.nodeFromJSON(doc).content;
		const tr = state.tr.replaceWith(0, state.doc.content.size, content);
		tr.step(new CoverStep(coverOf(state), { title, settings }));
		raiseNextSid(state, tr, nextSid);
		dispatch?.(closeHistory(tr).setSelection(selectionIn(tr.doc, 0)).scrollIntoView());
		return true;
	};
