import { newId } from '$lib/base';
import type { NodeJson } from './block';
import type { Lesson } from './lesson';
import { nodeSpecs } from './schema';
import { walk } from './text';

const optionKeys = 'abcdefghijklmnopqrstuvwxyz0123456789';

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
		keyOptions(node.content ?? []);
	});
	return { ...lesson, doc, nextSid };
}

function keyOptions(children: NodeJson[]): void {
	const used = new Set<string>();
	for (const child of children) {
		if (!('key' in (nodeSpecs[child.type]?.attrs ?? {}))) continue;
		let key = child.attrs?.key;
		if (typeof key !== 'string' || used.has(key)) {
			const taken = new Set([...used, ...children.map((c) => c.attrs?.key)]);
			key = [...optionKeys].find((k) => !taken.has(k));
			child.attrs = { ...child.attrs, key };
		}
		used.add(key as string);
	}
}
