import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Selection, type EditorState } from '@tiptap/pm/state';

/** A node with where it stands. */
export interface Place {
	node: Node;
	pos: number;
}

/** The pages (and locked nodes in place of pages) of a document. */
export function pagesOf(doc: Node): Place[] {
	const places: Place[] = [];
	doc.forEach((node, pos) => places.push({ node, pos }));
	return places;
}

/** The index of the page in which a position lies. */
export const pageIndexAt = (doc: Node, pos: number): number => doc.resolve(pos).index(0);

/** Whether a node is a block of its own inside another one: a question of a quiz, what comes up in a film. */
const isInnerBlock = (node: Node): boolean =>
	node.type.name === 'cue' || (node.type.spec.group ?? '').split(' ').includes('question');

/** Whether a node is chosen as a whole: a film is, though it holds cues. */
const isWhole = (node: Node): boolean => node.isAtom || node.type.name === 'video';

/** The block in which a selection begins, the innermost of nested ones; null in a page's title or on a whole page. */
export function blockOf({ selection }: EditorState): Place | null {
	if (selection instanceof NodeSelection) {
		const { node, $from } = selection;
		if ($from.depth === 1 || isInnerBlock(node)) return { node, pos: selection.from };
	}
	const { $from } = selection;
	if ($from.depth < 2 || $from.node(2).type.name === 'pageTitle') return null;
	for (let depth = $from.depth; depth > 2; depth--)
		if (isInnerBlock($from.node(depth))) return { node: $from.node(depth), pos: $from.before(depth) };
	return { node: $from.node(2), pos: $from.before(2) };
}

/** The cue of a film in which a selection begins; null outside. */
export function cueOf({ selection }: EditorState): Place | null {
	if (selection instanceof NodeSelection && selection.node.type.name === 'cue')
		return { node: selection.node, pos: selection.from };
	const { $from } = selection;
	for (let depth = $from.depth; depth > 2; depth--)
		if ($from.node(depth).type.name === 'cue') return { node: $from.node(depth), pos: $from.before(depth) };
	return null;
}

/** The node that carries an id, wherever it stands. */
export function placeOfId(doc: Node, id: string): Place | null {
	let found: Place | null = null;
	doc.descendants((node, pos) => {
		if (!found && node.attrs.id === id) found = { node, pos };
		return !found;
	});
	return found;
}

/** The selection that lets one go on typing in a node: its first text, or the node itself. */
export function selectionIn(doc: Node, pos: number): Selection {
	const node = doc.nodeAt(pos);
	if (!node) return Selection.near(doc.resolve(Math.min(pos, doc.content.size)));
	if (isWhole(node) && NodeSelection.isSelectable(node)) return NodeSelection.create(doc, pos);
	return Selection.near(doc.resolve(pos + 1));
}

/** The children of a node that are of a type, with where they stand. */
export function childPlaces({ node, pos }: Place, type: string): Place[] {
	const found: Place[] = [];
	node.forEach((child, offset) => {
		if (child.type.name === type) found.push({ node: child, pos: pos + 1 + offset });
	});
	return found;
}
