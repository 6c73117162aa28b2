import { Node, type Mark } from 'prosemirror-model';
import * as v from 'valibot';
import type { NodeJson } from './block';
import { attrSchemas, markAttrSchemas, markSpecs, nodeSpecs, schema } from './schema';

/**
 * A document in which every page or block this program cannot read in full (unknown node, mark or attribute, content that
 * does not fit) is replaced by one `unknown` atom holding its JSON text.
 */
export function wrapUnknown(doc: NodeJson): NodeJson {
	return { ...doc, content: list(doc.content).map((page) => (isPage(page) ? wrapBlocks(page) : wrap(page))) };
}

/** The reverse of {@link wrapUnknown}: what was kept comes out as it went in. */
export function unwrapUnknown(doc: NodeJson): NodeJson {
	const content = doc.content?.map((node) => (isAtom(node) ? unwrap(node) : unwrapUnknown(node)));
	return content ? { ...doc, content } : doc;
}

function wrapBlocks(page: NodeJson): NodeJson {
	const [title, ...blocks] = page.content ?? [];
	return {
		...page,
		content: [title as NodeJson, ...blocks.map((block) => (isBlock(block) ? block : wrap(block)))]
	};
}

function wrap(node: unknown): NodeJson {
	// A lesson may come from an editor, where it was wrapped already.
	return isAtom(node) ? node : { type: 'unknown', attrs: { json: JSON.stringify(node) } };
}

function unwrap(node: NodeJson): NodeJson {
	return JSON.parse(String(node.attrs?.json)) as NodeJson;
}

/** One of our own atoms. What a stored document calls `unknown` without being one is kept like anything else. */
function isAtom(node: unknown): node is NodeJson {
	if (!isNode(node) || node.type !== 'unknown' || !onlyNames(node, ['type', 'attrs'])) return false;
	if (Object.keys(node.attrs ?? {}).join() !== 'json' || typeof node.attrs?.json !== 'string') return false;
	try {
		JSON.parse(node.attrs.json);
		return true;
	} catch {
		return false;
	}
}

/** Whether a page itself can be read: its own attributes, its title, and at least one block, whatever that is. */
function isPage(page: unknown): page is NodeJson {
	if (!isNode(page) || page.type !== 'page' || !namesKnown({ ...page, content: [] })) return false;
	const [title, ...blocks] = list(page.content);
	return blocks.length > 0 && namesKnown(title) && fits({ ...page, content: [title, { type: 'paragraph' }] });
}

function isBlock(block: unknown): block is NodeJson {
	if (isNode(block) && block.type === 'unknown') return isAtom(block);
	return namesKnown(block) && fits({ type: 'page', content: [{ type: 'pageTitle' }, block] });
}

/** Whether ProseMirror takes a page, and every attribute in it is what it must be. */
function fits(page: unknown): boolean {
	try {
		const node = Node.fromJSON(schema, page);
		node.check();
		let right = attrsFit(node);
		node.descendants((child) => {
			right &&= attrsFit(child);
		});
		return right;
	} catch {
		return false; // an unknown type or mark, or content out of place
	}
}

function attrsFit({ type, attrs, marks }: Node): boolean {
	const wanted = attrSchemas[type.name];
	return (!wanted || v.is(wanted, attrs)) && marks.every(markFits);
}

function markFits({ type, attrs }: Mark): boolean {
	const wanted = markAttrSchemas[type.name];
	return !wanted || v.is(wanted, attrs);
}

/** ProseMirror silently drops names it does not know, of fields and of attributes; this notices them first. */
function namesKnown(json: unknown): json is NodeJson {
	return (
		isNode(json) &&
		onlyNames(json, ['type', 'attrs', 'content', 'marks', 'text']) &&
		(json.text === undefined || json.type === 'text') &&
		onlyNames(json.attrs ?? {}, Object.keys(specOf(nodeSpecs, json.type)?.attrs ?? {})) &&
		list(json.marks ?? []).every(markKnown) &&
		list(json.content ?? []).every(namesKnown)
	);
}

function markKnown(mark: unknown): boolean {
	if (!isNode(mark) || !onlyNames(mark, ['type', 'attrs'])) return false;
	const spec = specOf(markSpecs, mark.type);
	return spec !== undefined && onlyNames(mark.attrs ?? {}, Object.keys(spec.attrs ?? {}));
}

const specOf = <T>(specs: Record<string, T>, name: string): T | undefined =>
	Object.hasOwn(specs, name) ? specs[name] : undefined;

const onlyNames = (value: unknown, names: string[]) =>
	isObject(value) && Object.keys(value).every((name) => names.includes(name));

const isObject = (value: unknown): value is object =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

const isNode = (value: unknown): value is NodeJson =>
	isObject(value) && 'type' in value && typeof value.type === 'string';

/** Stored content is not to be trusted to be a list; `[null]` is content that fits nowhere. */
const list = (value: unknown): unknown[] =>
	Array.isArray(value) ? value : value === undefined ? [] : [null];
