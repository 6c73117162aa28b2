import { describe, expect, it } from 'vitest';
import { blocks, itemsOf, type BlockSpec, type NodeJson } from '.';
import { nodeSpecs } from './schema';

const page = (block: NodeJson) => ({
	doc: { type: 'doc', content: [{ type: 'page', attrs: { id: 'page000', sid: 1 }, content: [block] }] }
});

describe.each(Object.entries<BlockSpec>(blocks))('%s', (kind, spec) => {
	it('is an item of its kind where it is tracked, and none where it is not', () => {
		const found = itemsOf(page({ type: kind, attrs: { id: 'block00', sid: 2 } })).filter(
			({ sid }) => sid === 2
		);
		expect(found.map((item) => item.kind)).toEqual(spec.tracked ? [kind] : []);
	});

	it('names words and files that its own nodes have', () => {
		for (const [node, names] of [...Object.entries(spec.words), ...Object.entries(spec.wants)]) {
			// The nodes of choice questions are shared.
			const attrs = Object.keys(nodeSpecs[node]?.attrs ?? {});
			for (const name of names) expect(attrs, node).toContain(name);
		}
		for (const line of spec.headlines) expect(Object.keys(spec.nodes)).toContain(line);
	});

	it('says of every file it holds whether a release can do without', () => {
		const files = Object.entries(spec.nodes).flatMap(([node, { attrs = {} }]) =>
			'media' in attrs ? [node] : []
		);
		// A step does without a picture; a question without one is not complete.
		const without = files.filter((node) => !spec.wants[node] && !['step', 'hotspot'].includes(node));
		expect(without).toEqual([]);
	});

	it('is made of parts it has', () => {
		if (spec.part !== null) expect(Object.keys(spec.nodes)).toContain(spec.part);
	});
});
