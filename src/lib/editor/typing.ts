import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';

/** A line before and after letters were typed into it. */
export interface TypedLine {
	before: Node;
	after: Node;
}

/** The lines into which a transaction puts text in the place of text; null when it does anything else. */
export function typedLines(tr: Transaction): TypedLine[] | null {
	const lines: TypedLine[] = [];
	for (const [i, step] of tr.steps.entries()) {
		const line = typedLine(step, tr.docs[i] ?? tr.doc, tr.docs[i + 1] ?? tr.doc);
		if (!line) return null;
		lines.push(line);
	}
	return lines;
}

function typedLine(step: Step, before: Node, after: Node): TypedLine | null {
	if (!(step instanceof ReplaceStep)) return null;
	const { from, to, slice } = step;
	const start = before.resolve(from);
	const { parent, parentOffset } = start;
	if (!parent.isTextblock || to > start.end()) return null;
	const taken = parent.slice(parentOffset, to - start.start());
	const onlyText = [slice, taken].every(({ content }) => content.content.every((node) => node.isText));
	return onlyText ? { before: parent, after: after.resolve(from).parent } : null;
}
