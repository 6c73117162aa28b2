import type { AnyNode } from 'acorn';

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The nodes right below one, in the order of the script. */
export function childrenOf(node: AnyNode): AnyNode[] {
	const found: AnyNode[] = [];
	for (const value of Object.values(node) as unknown[])
		if (Array.isArray(value)) found.push(...value.filter(isNode));
		else if (isNode(value)) found.push(value);
	return found;
}
