import { newId } from '$lib/base';
import type { NodeJson } from '$lib/lesson';
import type { HtmlElement, HtmlNode } from './html';

/** Blocks of a lesson from HTML; each picture gets an id, under which `onpicture` is told its address. */
export function blocksOf(nodes: HtmlNode[], onpicture: (id: string, src: string) => void): NodeJson[] {
	const blocks: NodeJson[] = [];
	for (const node of nodes) {
		if ('text' in node) {
			if (node.text.trim()) blocks.push(paragraph(inlineOf([node])));
			continue;
		}
		const level = /^h([1-6])$/.exec(node.tag)?.[1];
		if (level) {
			const content = inlineOf(node.children);
			if (content.length)
				blocks.push({ type: 'heading', attrs: { level: Number(level) < 3 ? 2 : 3 }, content });
		} else if (node.tag === 'ul' || node.tag === 'ol') blocks.push(listOf(node));
		else if (node.tag === 'table') blocks.push(tableOf(node));
		else if (node.tag === 'p') {
			const content = inlineOf(node.children);
			if (content.length) blocks.push(paragraph(content));
		} else if (node.tag === 'img') blocks.push(pictureOf(node, onpicture));
		else blocks.push(...blocksOf(node.children, onpicture));
		// A picture is a block: it comes after the block it stood in.
		if (node.tag !== 'img') for (const img of picturesIn(node)) blocks.push(pictureOf(img, onpicture));
	}
	return blocks;
}

const paragraph = (content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });

function pictureOf(img: HtmlElement, onpicture: (id: string, src: string) => void): NodeJson {
	const id = newId(10);
	onpicture(id, img.attrs.src ?? '');
	return { type: 'image', attrs: { id, media: null, alt: img.attrs.alt ?? '' } };
}

function picturesIn(node: HtmlElement): HtmlElement[] {
	if (!/^(p|h[1-6]|ul|ol|table)$/.test(node.tag)) return [];
	return descendants(node).filter(({ tag }) => tag === 'img');
}

const descendants = (node: HtmlElement): HtmlElement[] =>
	node.children.flatMap((child) => ('text' in child ? [] : [child, ...descendants(child)]));
const elements = (node: HtmlElement, tags: string[]) =>
	node.children.filter((child): child is HtmlElement => 'tag' in child && tags.includes(child.tag));

function listOf(list: HtmlElement): NodeJson {
	const items = elements(list, ['li']).map((item): NodeJson => {
		const inner = elements(item, ['ul', 'ol']);
		const lines = elements(item, ['p']).map(({ children }) => paragraph(inlineOf(children)));
		const own = item.children.filter((child) => 'text' in child || !['ul', 'ol', 'p'].includes(child.tag));
		const first = inlineOf(own);
		return {
			type: 'listItem',
			content: [...(first.length || !lines.length ? [paragraph(first)] : []), ...lines, ...inner.map(listOf)]
		};
	});
	return {
		type: list.tag === 'ol' ? 'orderedList' : 'bulletList',
		content: items.length ? items : [{ type: 'listItem', content: [paragraph([])] }]
	};
}

function tableOf(table: HtmlElement): NodeJson {
	const rows = descendants(table)
		.filter(({ tag }) => tag === 'tr')
		.map((row) => elements(row, ['td', 'th']).map(cellOf))
		.filter((cells) => cells.length);
	return {
		type: 'table',
		content: (rows.length ? rows : [[emptyCell]]).map((content) => ({ type: 'tableRow', content }))
	};
}

const emptyCell: NodeJson = {
	type: 'tableCell',
	attrs: { colspan: 1, rowspan: 1, colwidth: null },
	content: [{ type: 'paragraph' }]
};
const span = (text: string | undefined) => Math.min(100, Math.max(1, Number.parseInt(text ?? '1', 10) || 1));

function cellOf(cell: HtmlElement): NodeJson {
	const lines = elements(cell, ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
	const items = elements(cell, ['ul', 'ol', 'table']).flatMap((list) =>
		descendants(list).filter(({ tag }) => tag === 'li' || tag === 'td' || tag === 'th')
	);
	const own = cell.children.filter((child) => 'text' in child && child.text.trim());
	const content = [
		...(own.length ? [inlineOf(own)] : []),
		...[...lines, ...items].map(({ children }) => inlineOf(children))
	];
	return {
		type: cell.tag === 'th' ? 'tableHeader' : 'tableCell',
		attrs: { colspan: span(cell.attrs.colspan), rowspan: span(cell.attrs.rowspan), colwidth: null },
		content: (content.length ? content : [[]]).map(paragraph)
	};
}

const markOf: Record<string, string> = { strong: 'strong', b: 'strong', em: 'em', i: 'em' };

/** Text with its marks; pictures and what stands in lists of its own are left out. */
function inlineOf(nodes: HtmlNode[], marks: string[] = []): NodeJson[] {
	return nodes.flatMap((node): NodeJson[] => {
		if ('text' in node)
			return node.text
				? [
						{
							type: 'text',
							text: node.text.replace(/[\n\t]/g, ' '),
							...(marks.length && { marks: marks.map((type) => ({ type })) })
						}
					]
				: [];
		if (node.tag === 'br') return [{ type: 'hardBreak' }];
		if (['img', 'ul', 'ol', 'table'].includes(node.tag)) return [];
		const mark = markOf[node.tag];
		return inlineOf(node.children, mark && !marks.includes(mark) ? [...marks, mark] : marks);
	});
}
