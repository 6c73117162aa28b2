import { newId } from '$lib/base';
import { freshKeys, keyScopes } from '$lib/lesson';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { typedLines } from './typing';

const key = new PluginKey<number>('numbering');

/** The next tracking number to give; it only grows, whatever is undone. */
export const nextSidOf = (state: EditorState): number => key.getState(state) ?? 1;

/** Tells that numbers up to `next` were given away in a state of the lesson that a transaction brings in. */
export function raiseNextSid(state: EditorState, tr: Transaction, next: number): void {
	if (next > nextSidOf(state)) tr.setMeta(key, next);
}

/**
 * Keeps a document numbered as `numberLesson` does, while it is edited: each node gets an id, each trackable one a tracking
 * number, each option and scene a key. Of two that are alike the one that was there before keeps what it has.
 */
export function numberingPlugin(nextSid: number): Plugin<number> {
	return new Plugin({
		key,
		state: {
			init: () => nextSid,
			apply: (tr, value) => Math.max(value, Number(tr.getMeta(key) ?? 0))
		},
		appendTransaction(transactions, before, state) {
			// Most changes are a letter in a line, and a long lesson is not walked for each.
			if (transactions.every(typedLines)) return null;
			const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps));
			return numbered(state, holders(before.doc, mapping));
		}
	});
}

/** Where each node of the old document that carries an id stands in the new one. */
function holders(doc: Node, mapping: Mapping): Map<unknown, number> {
	const places = new Map<unknown, number>();
	doc.descendants((node, pos) => {
		if (typeof node.attrs.id !== 'string') return;
		const { pos: now, deletedAfter } = mapping.mapResult(pos, 1);
		if (!deletedAfter) places.set(node.attrs.id, now);
	});
	return places;
}

function numbered(state: EditorState, places: Map<unknown, number>): Transaction | null {
	const { tr, doc } = state;
	const kept = new Set<number>();
	const ids = new Map<unknown, number>();
	const sids = new Set<unknown>();
	doc.descendants((node, pos) => {
		const { id } = node.attrs as { id?: string };
		if (typeof id !== 'string' || ids.has(id)) return;
		const place = places.get(id);
		const holder = place !== undefined && doc.nodeAt(place)?.attrs.id === id ? place : pos;
		ids.set(id, holder);
		kept.add(holder);
	});
	let next = nextSidOf(state);
	doc.descendants((node, pos) => {
		if (kept.has(pos) && typeof node.attrs.sid === 'number') next = Math.max(next, node.attrs.sid + 1);
	});
	doc.descendants((node, pos) => {
		const attrs = node.type.spec.attrs ?? {};
		const stays = kept.has(pos);
		if ('id' in attrs && !stays) tr.setNodeAttribute(pos, 'id', newId(10));
		if ('sid' in attrs) {
			// A number that comes without its node's id is a copy's.
			if (stays && typeof node.attrs.sid === 'number' && !sids.has(node.attrs.sid)) sids.add(node.attrs.sid);
			else tr.setNodeAttribute(pos, 'sid', next++);
		}
		// Options are keyed by their question, also those in its groups.
		if (node.type.name !== 'group') keyChildren(tr, node, pos);
	});
	if (next !== nextSidOf(state)) tr.setMeta(key, next);
	return tr.docChanged || tr.getMeta(key) !== undefined ? tr : null;
}

function keyChildren(tr: Transaction, parent: Node, pos: number): void {
	const keyedChildren = (node: Node, start: number) => {
		const found: { type: string; key: unknown; at: number; node: Node }[] = [];
		node.forEach((child, offset) =>
			found.push({ type: child.type.name, key: child.attrs.key, at: start + offset, node: child })
		);
		return found;
	};
	const scopes = keyScopes(
		keyedChildren(parent, pos + 1).map((child) => ({
			...child,
			children: keyedChildren(child.node, child.at + 1)
		}))
	);
	for (const { at, key } of scopes.flatMap(freshKeys)) tr.setNodeAttribute(at, 'key', key);
}
