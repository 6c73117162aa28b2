import { Fragment, type Node } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { pageIndexAt, pagesOf, selectionIn } from './places';

const emptyPage = ({ schema }: EditorState): Node =>
	schema.node('page', null, [schema.node('pageTitle'), schema.node('paragraph')]);

/** Adds an empty page after the one with this index and goes to its title. */
export const addPage =
	(after: number): Command =>
	(state, dispatch) => {
		const before = pagesOf(state.doc)[after];
		const pos = before ? before.pos + before.node.nodeSize : state.doc.content.size;
		const tr = state.tr.insert(pos, emptyPage(state));
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
		return true;
	};

/** Adds an empty page after the one with the cursor. */
export const addPageHere: Command = (state, dispatch) =>
	addPage(pageIndexAt(state.doc, state.selection.from))(state, dispatch);

/** Adds a copy of a page after it; the copy's nodes are numbered anew. */
export const duplicatePage =
	(index: number): Command =>
	(state, dispatch) => {
		const page = pagesOf(state.doc)[index];
		if (!page) return false;
		const pos = page.pos + page.node.nodeSize;
		const tr = state.tr.insert(pos, page.node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
		return true;
	};

/** Takes a page out; the last one leaves an empty page behind. */
export const deletePage =
	(index: number): Command =>
	(state, dispatch) => {
		const pages = pagesOf(state.doc);
		const page = pages[index];
		if (!page) return false;
		const end = page.pos + page.node.nodeSize;
		const rest = pages.length > 1 ? Fragment.empty : emptyPage(state);
		dispatch?.(state.tr.replaceWith(page.pos, end, rest).scrollIntoView());
		return true;
	};

/** Moves a page so that it becomes number `to` (from 0) of the list. */
export const movePage =
	(from: number, to: number): Command =>
	(state, dispatch) => {
		const page = pagesOf(state.doc)[from];
		if (!page || from === to || to < 0 || to >= state.doc.childCount) return false;
		const tr = state.tr.delete(page.pos, page.pos + page.node.nodeSize);
		const rest = pagesOf(tr.doc);
		const pos = rest[to]?.pos ?? tr.doc.content.size;
		tr.insert(pos, page.node);
		dispatch?.(tr.setSelection(selectionIn(tr.doc, pos)).scrollIntoView());
		return true;
	};
