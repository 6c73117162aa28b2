import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';
import { schema } from '$lib/lesson/schema';
import { history } from '@tiptap/pm/history';
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import { coverPlugin } from './cover-step';
import { numberingPlugin } from './numbering-plugin';

export const text = (value: string): NodeJson[] => (value ? [{ type: 'text', text: value }] : []);
export const paragraph = (value = ''): NodeJson => ({ type: 'paragraph', content: text(value) });
export const page = (title: string, ...blocks: NodeJson[]): NodeJson => ({
	type: 'page',
	content: [{ type: 'pageTitle', content: text(title) }, ...(blocks.length ? blocks : [paragraph()])]
});
export const question = (...options: string[]): NodeJson => ({
	type: 'singleChoice',
	content: [
		{ type: 'prompt', content: text('问') },
		...options.map((option) => ({ type: 'option', content: text(option) })),
		{ type: 'explanation' }
	]
});

/** An editor's state for tests of commands: the lesson schema with numbering, settings and history, no view. */
export function stateOf(...pages: NodeJson[]): EditorState {
	const lesson: Lesson = numberLesson({
		...newLesson('课', 'zh-CN'),
		nextSid: 1,
		doc: { type: 'doc', content: pages }
	});
	const { title, settings } = lesson;
	return EditorState.create({
		doc: schema.nodeFromJSON(lesson.doc),
		plugins: [history(), coverPlugin({ title, settings }), numberingPlugin(lesson.nextSid)]
	});
}

/** The state after a command; throws when the command does not apply. */
export function after(state: EditorState, command: Command): EditorState {
	let next: EditorState | null = null;
	const applies = command(state, (tr) => (next = state.apply(tr)));
	if (!applies || !next) throw new Error('the command does not apply');
	return next;
}

/** The state with the cursor at the end (or start) of the nth node of a type. */
export function cursorIn(
	state: EditorState,
	type: string,
	nth = 0,
	side: 'start' | 'end' = 'end'
): EditorState {
	const at: number[] = [];
	state.doc.descendants((node, pos) => {
		if (node.type.name === type) at.push(side === 'start' ? pos + 1 : pos + node.nodeSize - 1);
	});
	return state.apply(state.tr.setSelection(TextSelection.create(state.doc, at[nth]!)));
}

/** Every value an attribute has in the document, in order. */
export function valuesOf(state: EditorState, name: string): unknown[] {
	const values: unknown[] = [];
	state.doc.descendants((node) => {
		if (name in node.attrs) values.push(node.attrs[name]);
	});
	return values;
}

/** The document's lines as `type: text`. */
export function linesOf(state: EditorState): string[] {
	const lines: string[] = [];
	state.doc.descendants((node) => {
		if (node.isTextblock) lines.push(`${node.type.name}: ${node.textContent}`);
	});
	return lines;
}

/** A block made of parts, each with a title and a line of text. */
export const parts = (block: string, part: string, ...titles: string[]): NodeJson => ({
	type: block,
	content: titles.map((title) => ({
		type: part,
		content: [{ type: `${part}Title`, content: text(title) }, paragraph(title && `${title}文`)]
	}))
});
