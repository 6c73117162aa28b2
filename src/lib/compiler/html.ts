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

/**
 * Running text with its marks and line breaks; `change` may put markup into escaped text. Links to pages must have been
 * resolved, see `resolveLinks`.
 */
export function inline(
	nodes: NodeJson[] | undefined,
	change: (escaped: string) => string = (escaped) => escaped
): string {
	return (nodes ?? []).map((node) => inlineNode(node, change)).join('');
}

type Mark = NonNullable<NodeJson['marks']>[number];

const markHtml: Record<string, (html: string, mark: Mark) => string> = {
	strong: (html) => `<strong>${html}</strong>`,
	em: (html) => `<em>${html}</em>`,
	term: (html, { attrs }) => {
		const meaning = attrText(attrs?.meaning);
		return meaning
			? `<span class="term"><dfn>${html}</dfn><span class="meaning">${meaning}</span></span>`
			: html;
	},
	link: (html, { attrs }) => {
		const href = typeof attrs?.href === 'string' ? attrs.href : '';
		if (/^#page-\d+$/.test(href)) return `<a href="${href}">${html}</a>`;
		return /^https?:\/\//i.test(href)
			? `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer">${html}</a>`
			: html;
	}
};

function inlineNode(node: NodeJson, change: (escaped: string) => string): string {
	if (node.type === 'hardBreak') return '<br>';
	return (node.marks ?? []).reduceRight(
		(html, mark) => markHtml[mark.type]?.(html, mark) ?? html,
		change(escapeHtml(node.text ?? ''))
	);
}

/** A value for a `<script type="application/json">`: nothing in it can end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** A text attribute for HTML; anything but a text is empty. */
export const attrText = (value: unknown): string => (typeof value === 'string' ? escapeHtml(value) : '');

/** A whole number of at least 1 out of an attribute. */
export const count = (value: unknown): number => Math.max(1, Math.floor(Number(value)) || 1);
