import { linkedPage, type NodeJson } from '$lib/lesson';

/** The document with each link to a page leading to that page's section; a link to a page that is gone is plain text. */
export function resolveLinks(doc: NodeJson): NodeJson {
	const numbers = new Map((doc.content ?? []).map((page, i) => [page.attrs?.id, i + 1]));
	const resolve = (node: NodeJson): NodeJson => ({
		...node,
		...(node.content && { content: node.content.map(resolve) }),
		...(node.marks && {
			marks: node.marks.flatMap((mark) => {
				const page = mark.type === 'link' ? linkedPage(mark.attrs?.href) : null;
				if (page === null) return [mark];
				const number = numbers.get(page);
				return number ? [{ ...mark, attrs: { href: `#page-${number}` } }] : [];
			})
		})
	});
	return resolve(doc);
}
