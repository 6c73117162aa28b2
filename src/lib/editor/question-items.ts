import type { NodeJson } from '$lib/lesson';
import type { Node } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { Selection } from '@tiptap/pm/state';

interface Repeated {
	/** How many the schema asks for at least and allows at most. */
	least: number;
	most: number;
	make(): NodeJson;
}

/** What a node repeats: the type of item that is added and taken away, by the node's own type. */
const repeated: Record<string, { type: string } & Repeated> = {
	singleChoice: { type: 'option', least: 2, most: 36, make: () => ({ type: 'option' }) },
	multipleChoice: { type: 'option', least: 2, most: 36, make: () => ({ type: 'option' }) },
	ordering: { type: 'option', least: 2, most: 20, make: () => ({ type: 'option' }) },
	group: { type: 'option', least: 1, most: 18, make: () => ({ type: 'option' }) },
	fillIn: { type: 'blank', least: 1, most: 10, make: () => ({ type: 'blank' }) },
	matching: {
		type: 'pair',
		least: 2,
		most: 12,
		make: () => ({ type: 'pair', content: [{ type: 'pairLeft' }, { type: 'pairRight' }] })
	},
	grouping: {
		type: 'group',
		least: 2,
		most: 6,
		make: () => ({ type: 'group', content: [{ type: 'groupName' }, { type: 'option' }] })
	},
	hotspot: { type: 'area', least: 1, most: 12, make: () => ({ type: 'area' }) }
};

/** What a node repeats and how many it has; null when it repeats nothing. */
export function itemsIn(owner: Node): { type: string; count: number; least: number; most: number } | null {
	const found = repeated[owner.type.name];
	if (!found) return null;
	const count = owner.children.filter((child) => child.type.name === found.type).length;
	return { type: found.type, count, least: found.least, most: found.most };
}

/** Adds an item at the end of those a node has, and puts the cursor into it. */
export const addItem =
	(ownerPos: number): Command =>
	(state, dispatch) => {
		const owner = state.doc.nodeAt(ownerPos);
		const items = owner && itemsIn(owner);
		if (!owner || !items || items.count >= items.most) return false;
		let end = ownerPos + 1;
		owner.forEach((child, offset) => {
			if (child.type.name === items.type) end = ownerPos + 1 + offset + child.nodeSize;
		});
		const tr = state.tr.insert(end, state.schema.nodeFromJSON(repeated[owner.type.name]!.make()));
		dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(end + 1))).scrollIntoView());
		return true;
	};

/** Takes an item away, as long as enough remain. */
export const removeItem =
	(pos: number): Command =>
	(state, dispatch) => {
		const $pos = state.doc.resolve(pos);
		const item = $pos.nodeAfter;
		const items = itemsIn($pos.parent);
		if (!item || item.type.name !== items?.type || items.count <= items.least) return false;
		const tr = state.tr.delete(pos, pos + item.nodeSize);
		dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(pos), -1)).scrollIntoView());
		return true;
	};

/** Whether some answer of a question is marked as right. */
export const hasRight = (question: Node): boolean =>
	question.children.some((child) => child.attrs.correct === true);
