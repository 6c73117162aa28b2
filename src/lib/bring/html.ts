/** A node of well-formed HTML. */
export type HtmlNode = { text: string } | HtmlElement;
export interface HtmlElement {
	tag: string;
	attrs: Record<string, string>;
	children: HtmlNode[];
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const decoded = (text: string) =>
	text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
		code ? String.fromCodePoint(Number(code)) : (entities[name ?? ''] ?? whole)
	);
const alone = new Set(['br', 'img', 'hr']);

/** Reads the HTML a converter of ours wrote: well-formed, without comments, scripts or doctypes. Needs no browser. */
export function readHtml(html: string): HtmlNode[] {
	const root: HtmlElement = { tag: '', attrs: {}, children: [] };
	const open = [root];
	for (const [, text, closing, tag, attrText = '', selfClosing] of html.matchAll(
		/([^<]+)|<(\/)?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*(\/)?>/gi
	)) {
		const parent = open.at(-1) ?? root;
		if (text !== undefined) parent.children.push({ text: decoded(text) });
		else if (closing) {
			if (open.length > 1) open.pop();
		} else if (tag) {
			const attrs = Object.fromEntries(
				[...attrText.matchAll(/([a-z-]+)="([^"]*)"/gi)].map(([, name = '', value = '']) => [
					name,
					decoded(value)
				])
			);
			const element = { tag: tag.toLowerCase(), attrs, children: [] };
			parent.children.push(element);
			if (!selfClosing && !alone.has(element.tag)) open.push(element);
		}
	}
	return root.children;
}

/** The text of nodes. */
export const htmlText = (nodes: HtmlNode[]): string =>
	nodes
		.map((node) => ('text' in node ? node.text : node.tag === 'br' ? '\n' : htmlText(node.children)))
		.join('');
