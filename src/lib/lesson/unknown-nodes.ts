import { Node } from 'prosemirror-model';
import * as v from 'valibot';
import type { NodeJson } from './block';
import { attrSchemas, nodeSpecs, schema } from './schema';

/**
 * A document in which every page or block this program cannot read in full (unknown node, mark or attribute, content that
 * does not fit) is replaced by one `unknown` atom holding its JSON text.
 */
export function wrapUnknown(doc: NodeJson): NodeJson {
	return {
		...doc,
		content: (doc.content ?? []).map((page) => {
			if (page.type !== 'page' || !knownAttrs(page)) return wrap(page);
			const [title, ...rest] = page.content ?? [];
			if (!title || title.type !== 'pageTitle' || !isKnown(title)) return wrap(page);
			return { ...page, content: [title, ...rest.map((block) => (isKnown(block) ? block : wrap(block)))] };
		})
	};
}

/** The reverse of {@link wrapUnknown}: what was kept comes out as it went in. */
export function unwrapUnknown(doc: NodeJson): NodeJson {
	const content = doc.content?.map((node) => (node.type === 'unknown' ? unwrap(node) : unwrapUnknown(node)));
	return content ? { ...doc, content } : doc;
}

function wrap(node: NodeJson): NodeJson {
	return node.type === 'unknown' ? node : { type: 'unknown', attrs: { json: JSON.stringify(node) } };
}

function unwrap(node: NodeJson): NodeJson {
	return JSON.parse(String(node.attrs?.json)) as NodeJson;
}

function isKnown(json: NodeJson): boolean {
	if (!knownAttrs(json)) return false;
	try {
		const node = Node.fromJSON(schema, json);
		node.check();
		let fits = true;
		node.descendants((child) => {
			fits &&= attrsFit(child.type.name, child.attrs);
		});
		return fits && attrsFit(node.type.name, node.attrs);
	} catch {
		return false; // an unknown type or mark, or content out of place
	}
}

function attrsFit(type: string, attrs: Record<string, unknown>): boolean {
	const wanted = attrSchemas[type];
	return !wanted || v.is(wanted, attrs);
}

/** ProseMirror silently drops attributes it does not know; this notices them first. */
function knownAttrs(json: NodeJson): boolean {
	const known = nodeSpecs[json.type]?.attrs ?? {};
	return (
		Object.keys(json.attrs ?? {}).every((name) => name in known) &&
		(json.type === 'page' || (json.content ?? []).every(knownAttrs))
	);
}
