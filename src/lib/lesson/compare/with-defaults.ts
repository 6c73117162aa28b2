import type { NodeJson } from '../block';
import { markSpecs, nodeSpecs } from '../schema';

type Specs = Record<string, { attrs?: Record<string, { default?: unknown }> } | undefined>;
type Attrs = Record<string, unknown>;

/**
 * A node with every attribute that its kind has: what a lesson leaves out is its default, and an editor writes it out when it
 * opens the lesson, which is no change of anybody's. Kinds that are not known stay as they are.
 */
export function withDefaults(node: NodeJson): NodeJson {
	const { content, marks } = node;
	return {
		...filled(node, nodeSpecs),
		...(content && { content: content.map(withDefaults) }),
		...(marks && { marks: marks.map((mark) => filled(mark, markSpecs)) })
	};
}

function filled<N extends { type: string; attrs?: Attrs }>(node: N, specs: Specs): N {
	const known = specs[node.type]?.attrs;
	if (!known) return node;
	const defaults = Object.fromEntries(Object.entries(known).map(([name, spec]) => [name, spec.default]));
	return { ...node, attrs: { ...defaults, ...node.attrs } };
}
