import type { NodeJson } from './block';

/** The plain text of a node, line breaks as spaces. */
export function plainText(node: NodeJson | undefined): string {
	if (!node) return '';
	if (node.type === 'text') return node.text ?? '';
	if (node.type === 'hardBreak') return ' ';
	return (node.content ?? []).map(plainText).join('');
}

/** Visits every node in document order, parents first. */
export function walk(node: NodeJson, visit: (node: NodeJson) => void): void {
	visit(node);
	for (const child of node.content ?? []) walk(child, visit);
}
