import type { NodeJson } from '$lib/lesson';

/** A text for HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#39;')
		.replace(/\0/g, '');
}

const tags: Record<string, string> = { strong: 'strong', em: 'em' };

/** Running text with its marks and line breaks; `change` may put markup into escaped text. */
export function inline(
	nodes: NodeJson[] | undefined,
	change: (escaped: string) => string = (escaped) => escaped
): string {
	return (nodes ?? []).map((node) => inlineNode(node, change)).join('');
}

function inlineNode(node: NodeJson, change: (escaped: string) => string): string {
	if (node.type === 'hardBreak') return '<br>';
	return (node.marks ?? []).reduceRight(
		(html, mark) => {
			const tag = tags[mark.type];
			return tag ? `<${tag}>${html}</${tag}>` : html;
		},
		change(escapeHtml(node.text ?? ''))
	);
}

/** A value for a `<script type="application/json">`: nothing in it can end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** A text attribute for HTML; anything but a text is empty. */
export const attrText = (value: unknown): string => (typeof value === 'string' ? escapeHtml(value) : '');

/** A whole number of at least 1 out of an attribute. */
export const count = (value: unknown): number => Math.max(1, Math.floor(Number(value)) || 1);
