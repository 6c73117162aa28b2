import { attrSchemas, markSpecs, nodeSpecs } from '$lib/lesson/schema';
import { Extension, Mark, Node, type AnyExtension, type Attributes } from '@tiptap/core';
import type { AttributeSpec, NodeSpec, TagParseRule } from '@tiptap/pm/model';
import * as v from 'valibot';
import type { HtmlAttributes } from './block-editing';
import { marks, type MarkEditing } from './marks';
import type { NodeTools } from './node-tools';
import { nodeEditing } from './nodes';
import { svelteView } from './svelte-view';

/**
 * The lesson schema as Tiptap extensions, made from the very same specifications, so that the two cannot drift apart.
 * Without tools (in tests, on a server) nodes are drawn by their plain HTML.
 */
export function schemaExtensions(tools?: NodeTools): AnyExtension[] {
	return [
		tableRoles,
		...Object.entries(nodeSpecs).map(([name, spec]) => nodeExtension(name, spec, tools)),
		...(Object.keys(markSpecs) as (keyof typeof markSpecs)[]).map(markExtension)
	];
}

function markExtension(name: keyof typeof markSpecs): AnyExtension {
	const spec = markSpecs[name];
	const editing: MarkEditing = marks[name];
	return Mark.create({
		name,
		...(spec.inclusive !== undefined && { inclusive: spec.inclusive }),
		...(spec.excludes !== undefined && { excludes: spec.excludes }),
		addAttributes: () => attributes(spec.attrs),
		parseHTML: () => editing.parse,
		renderHTML: ({ mark }) => editing.render(mark),
		addInputRules() {
			return editing.rules?.(this.type) ?? [];
		}
	});
}

/** `tableRole` is no field of Tiptap's own; prosemirror-tables goes by it. */
const tableRoles = Extension.create({
	name: 'tableRoles',
	extendNodeSchema: ({ name }) => {
		const role: unknown = nodeSpecs[name]?.tableRole;
		return role ? { tableRole: role } : {};
	}
});

function nodeExtension(name: string, spec: NodeSpec, tools?: NodeTools): AnyExtension {
	const editing = nodeEditing[name];
	const view = tools && editing?.view;
	return Node.create({
		name,
		topNode: name === 'doc',
		...(spec.content !== undefined && { content: spec.content }),
		...(spec.marks !== undefined && { marks: spec.marks }),
		...(spec.group !== undefined && { group: spec.group }),
		...(spec.inline !== undefined && { inline: spec.inline }),
		...(spec.atom !== undefined && { atom: spec.atom }),
		...(spec.selectable !== undefined && { selectable: spec.selectable }),
		...(spec.draggable !== undefined && { draggable: spec.draggable }),
		...(spec.defining !== undefined && { defining: spec.defining }),
		...(spec.isolating !== undefined && { isolating: spec.isolating }),
		addAttributes: () => attributes(spec.attrs),
		...(editing && {
			parseHTML: () => [ownRule(name), ...(editing.parse ?? [])],
			renderHTML: ({ node }) => editing.render(ownAttributes(node.type.name, node.attrs), node),
			addInputRules() {
				return editing.rules?.(this.type) ?? [];
			}
		}),
		...(view && { addNodeView: () => svelteView(view, tools) })
	});
}

/** Attributes never come from attributes of foreign HTML (an `id` there is not ours), only from a rule's `getAttrs`. */
function attributes(specs: Record<string, AttributeSpec> = {}): Attributes {
	const none = { rendered: false, parseHTML: () => null };
	return Object.fromEntries(
		Object.entries(specs).map(([name, { default: value }]) => [name, { ...none, default: value as unknown }])
	);
}

/** A copied node says what it is. Ids and tracking numbers stay behind: what is pasted is another node. */
function ownAttributes(name: string, attrs: Record<string, unknown>): HtmlAttributes {
	const { id: _id, sid: _sid, ...rest } = attrs;
	return {
		'data-yk': name,
		...(Object.keys(rest).length > 0 && { 'data-yk-attrs': JSON.stringify(rest) })
	};
}

function ownRule(name: string): TagParseRule {
	return {
		tag: `[data-yk="${name}"]`,
		priority: 60,
		getAttrs: (element) => {
			const text = element.dataset.ykAttrs;
			if (!text) return {};
			try {
				const attrs: unknown = { ...defaultsOf(name), ...(JSON.parse(text) as object) };
				const wanted = attrSchemas[name];
				// What lies on the clipboard may come from anyone.
				return wanted && v.is(wanted, attrs) ? (attrs as Record<string, unknown>) : {};
			} catch {
				return {};
			}
		}
	};
}

/** What was copied by another version may lack an attribute. */
const defaultsOf = (name: string): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(nodeSpecs[name]?.attrs ?? {}).map(([key, attr]) => [key, attr.default as unknown])
	);
