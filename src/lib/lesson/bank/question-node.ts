import type { NodeJson } from '../block';
import { nodeSpecs } from '../schema';
import { wrapUnknown } from '../unknown-nodes';

/** A question this program can read in full, as a node of its own; null for anything else. */
export function readQuestion(node: unknown): NodeJson | null {
	const page = { type: 'page', content: [{ type: 'pageTitle' }, node as NodeJson] };
	const read = wrapUnknown({ type: 'doc', content: [page] }).content?.[0]?.content?.[1];
	const groups = read && Object.hasOwn(nodeSpecs, read.type) ? nodeSpecs[read.type]?.group : '';
	return read && groups?.split(' ').includes('question') ? read : null;
}

/** The same question without ids and tracking numbers, to be given new ones where it is put. Option keys stay. */
export function withoutNumbers(node: NodeJson): NodeJson {
	const { attrs, content, ...rest } = node;
	const kept = Object.entries(attrs ?? {}).filter(([name]) => name !== 'id' && name !== 'sid');
	return {
		...rest,
		...(attrs && { attrs: Object.fromEntries(kept) }),
		...(content && { content: content.map(withoutNumbers) })
	};
}
