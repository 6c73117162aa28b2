import { newId } from '$lib/base';
import type { NodeJson } from './block';
import { freshKeys, keyScopes } from './keys';
import type { Lesson } from './lesson';
import { nodeSpecs } from './schema';
import { walk } from './text';

/**
 * Gives every node what it lacks: an id, a tracking number, a key (of an option, a scene). A repeated id, number or key (after pasting or
 * duplicating) keeps its first holder and is given anew to the later ones. Returns a new lesson.
 */
export function numberLesson(lesson: Lesson): Lesson {
	const doc = structuredClone(lesson.doc);
	const ids = new Set<string>();
	const sids = new Set<number>();
	let nextSid = lesson.nextSid;
	// A number further down must not be given to a new node above it: its holder would lose it, and with it every answer.
	walk(doc, ({ attrs }) => {
		if (typeof attrs?.sid === 'number') nextSid = Math.max(nextSid, attrs.sid + 1);
	});
	walk(doc, (node) => {
		const known = nodeSpecs[node.type]?.attrs ?? {};
		const attrs = { ...node.attrs };
		if ('id' in known) {
			if (typeof attrs.id !== 'string' || ids.has(attrs.id)) attrs.id = newId(10);
			ids.add(attrs.id as string);
		}
		if ('sid' in known) {
			if (typeof attrs.sid !== 'number' || sids.has(attrs.sid)) attrs.sid = nextSid++;
			sids.add(attrs.sid as number);
		}
		if (Object.keys(attrs).length) node.attrs = attrs;
		// Options are keyed by their question, also those in its groups.
		if (node.type !== 'group') keyChildren(node.content ?? []);
	});
	return { ...lesson, doc, nextSid };
}

function keyChildren(children: NodeJson[]): void {
	const keyedNode = (node: NodeJson) => ({ type: node.type, key: node.attrs?.key, at: node });
	const scopes = keyScopes(
		children.map((child) => ({ ...keyedNode(child), children: (child.content ?? []).map(keyedNode) }))
	);
	for (const { at, key } of scopes.flatMap(freshKeys)) at.attrs = { ...at.attrs, key };
}
