import * as v from 'valibot';
import type { NodeJson } from '../block';
import type { Lesson } from '../lesson';
import { attrSchemas, nodeSpecs } from '../schema';
import { plainText } from '../text';
import { wordAttributes } from './attributes';
import { coded, contentOf, lineOf, tokensOf, type Codes, type Fault } from './codes';

/** A place in a lesson where words stand. `put` writes a coded line there, or says why it cannot and leaves what is there. */
export interface Slot {
	id: string;
	/** The nearest node with an id; null for what belongs to the whole lesson. */
	nodeId: string | null;
	/** Number and title of the page, from 1; null for what belongs to the whole lesson. */
	page: { number: number; title: string } | null;
	/** The node's type, `lesson`, or a mark's type. */
	type: string;
	/** The attribute, where the words are not the node's own text. */
	attribute: string | null;
	source: string;
	put: (line: string) => Fault | null;
}

type Where = Pick<Slot, 'nodeId' | 'page'> & { path: string };

/** Every slot of a lesson in reading order; `put` changes the lesson itself. Empty ones are left out. */
export function slotsOf(lesson: Lesson): Slot[] {
	const slots: Slot[] = [];
	const taken = new Set<string>();
	const add = (slot: Slot) => {
		if (
			!/\S/.test(
				tokensOf(slot.source)
					.map((token) => (token.is === 'text' ? token.text : ''))
					.join('')
			)
		)
			return;
		let id = slot.id;
		for (let n = 2; taken.has(id); n++) id = `${slot.id}~${n}`;
		taken.add(id);
		slots.push({ ...slot, id });
	};
	const words = (
		where: Where,
		type: string,
		name: string,
		value: unknown,
		put: (text: string) => boolean
	) => {
		if (typeof value === 'string')
			add({
				id: `${where.path}@${name}`,
				...{ nodeId: where.nodeId, page: where.page, type, attribute: name },
				source: coded(value),
				put: (line) => {
					const text = contentOf(line, new Map());
					if (typeof text === 'string') return text;
					return put(text.map((piece) => piece.text ?? '').join('')) ? null : 'tooLong';
				}
			});
	};

	const whole: Where = { nodeId: null, page: null, path: '' };
	const { settings } = lesson;
	words(whole, 'lesson', 'title', lesson.title, (text) => ((lesson.title = text), true));
	words(whole, 'lesson', 'summary', settings.summary, (text) => ((settings.summary = text), true));
	words(whole, 'lesson', 'audience', settings.audience, (text) => ((settings.audience = text), true));

	const visit = (node: NodeJson, where: Where) => {
		for (const name of wordAttributes[node.type] ?? [])
			words(where, node.type, name, node.attrs?.[name], (text) => setAttribute(node, name, text));
		for (const [name, word] of node.type === 'video' ? filmLists : [])
			itemsOf(node, name).forEach((item, i) =>
				words(where, 'video', `${name}.${i}`, item[word], (text) =>
					setAttribute(
						node,
						name,
						itemsOf(node, name).map((one, n) => (n === i ? { ...one, [word]: text } : one))
					)
				)
			);
		if (isLine(node)) return visitLine(node, where);
		const counts = new Map<string, number>();
		for (const child of node.content ?? []) {
			const count = counts.get(child.type) ?? 0;
			counts.set(child.type, count + 1);
			visit(child, placeOf(child, where, count));
		}
	};
	const visitLine = (node: NodeJson, where: Where) => {
		const { line, codes } = lineOf(node.content ?? []);
		// Written anew, every text a mark covers shares the mark itself, and its meaning changes in all of them at once.
		const shared = contentOf(line, codes);
		if (node.content?.length && typeof shared !== 'string') node.content = shared;
		add({
			id: where.path,
			...{ nodeId: where.nodeId, page: where.page, type: node.type, attribute: null },
			source: line,
			put: (translated) => {
				const oneLine = line.includes('\n') ? translated : translated.replace(/\s*\n\s*/g, ' ');
				const content = contentOf(oneLine, codes);
				if (typeof content === 'string') return content;
				node.content = content;
				return null;
			}
		});
		meanings(codes, where);
	};
	const meanings = (codes: Codes, where: Where) => {
		for (const [code, what] of codes)
			if ('mark' in what && what.mark.type === 'term') {
				const { mark } = what;
				words(
					{ ...where, path: `${where.path}.${code}` },
					'term',
					'meaning',
					mark.attrs?.meaning,
					(meaning) => {
						mark.attrs = { ...mark.attrs, meaning };
						return true;
					}
				);
			}
	};
	lesson.doc.content?.forEach((page, index) => {
		const place = placeOf(page, whole, index);
		const title = page.type === 'page' ? plainText(page.content?.[0]) : '';
		visit(page, { ...place, page: { number: index + 1, title } });
	});
	return slots;
}

/** Lists of a film that hold words, each with the word's name. `captionLines` are there only while a lesson is translated. */
const filmLists = [
	['chapters', 'title'],
	['captionLines', 'text']
] as const;
function itemsOf({ attrs }: NodeJson, name: string): Record<string, unknown>[] {
	return Array.isArray(attrs?.[name]) ? (attrs[name] as Record<string, unknown>[]) : [];
}

function setAttribute(node: NodeJson, name: string, value: unknown): boolean {
	const attrs = { ...node.attrs, [name]: value };
	const before = attrSchemas[node.type];
	const full = { ...defaultsOf(node.type), ...attrs };
	if (before && !v.is(before, full) && v.is(before, { ...defaultsOf(node.type), ...node.attrs }))
		return false;
	node.attrs = attrs;
	return true;
}

const defaultsOf = (type: string) =>
	Object.fromEntries(
		Object.entries(nodeSpecs[type]?.attrs ?? {}).map(([name, spec]) => [name, spec.default as unknown])
	);

/** Where a child stands: by its own id, else by key or number among its like below the nearest node with an id. */
function placeOf(child: NodeJson, where: Where, count: number): Where {
	const { id, key } = child.attrs ?? {};
	if (typeof id === 'string') return { ...where, nodeId: id, path: id };
	const name =
		typeof key === 'string' ? `${child.type}-${key}` : count ? `${child.type}.${count + 1}` : child.type;
	return { ...where, path: `${where.path}/${name}` };
}

/** Whether a node is a line of text. */
function isLine(node: NodeJson): boolean {
	return /^(inline|text)\*$/.test(nodeSpecs[node.type]?.content ?? '');
}
