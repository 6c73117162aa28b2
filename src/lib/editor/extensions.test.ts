import { newLesson } from '$lib/lesson';
import { markSpecs, nodeSpecs, schema } from '$lib/lesson/schema';
import { getSchema } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { schemaExtensions } from './extensions';

const tiptap = getSchema(schemaExtensions());

/** What a schema says of a node, fields that are not set left out. */
const said = (spec: Record<string, unknown>, names: string[]) =>
	Object.fromEntries(names.map((name) => [name, spec[name] ?? undefined]));

describe('the schema made for the editor', () => {
	it('has the nodes and marks of the lesson schema, in its order', () => {
		expect(Object.keys(tiptap.nodes)).toEqual(Object.keys(nodeSpecs));
		expect(Object.keys(tiptap.marks)).toEqual(Object.keys(markSpecs));
		expect(tiptap.topNodeType.name).toBe('doc');
	});

	it.each(Object.keys(nodeSpecs))('accepts in %s exactly what the lesson schema accepts', (name) => {
		const ours = schema.nodes[name]!;
		const theirs = tiptap.nodes[name]!;
		const fields = [
			...['content', 'marks', 'group', 'inline', 'atom', 'selectable', 'draggable', 'defining', 'isolating'],
			'tableRole'
		];
		expect(said(theirs.spec, fields)).toEqual(said(ours.spec, fields));
		const defaults = (attrs: typeof ours.spec.attrs) =>
			Object.fromEntries(Object.entries(attrs ?? {}).map(([key, attr]) => [key, attr.default as unknown]));
		expect(defaults(theirs.spec.attrs)).toEqual(defaults(ours.spec.attrs));
		expect(theirs.isTextblock).toBe(ours.isTextblock);
		for (const mark of Object.keys(markSpecs))
			expect(theirs.allowsMarkType(tiptap.marks[mark]!)).toBe(ours.allowsMarkType(schema.marks[mark]!));
	});

	it('fills gaps with the same nodes', () => {
		const filled = (of: Schema) => of.nodes.page!.createAndFill()?.toJSON() as unknown;
		expect(filled(tiptap)).toEqual(filled(schema as Schema));
	});

	it('reads a new lesson as it is', () => {
		const { doc } = newLesson('课', 'zh-CN');
		const node = tiptap.nodeFromJSON(doc);
		node.check();
		expect(node.toJSON()).toEqual(schema.nodeFromJSON(doc).toJSON());
	});
});
