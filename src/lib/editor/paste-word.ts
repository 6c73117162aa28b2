/** HTML from Word made plain: its list paragraphs become lists; comments, styles, scripts and pictures go. */
export function cleanPasted(html: string): string {
	if (html.includes('data-pm-slice')) return html; // copied here
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
	const dead: ChildNode[] = [...body.querySelectorAll('style, script, link, meta, title, xml, img, o\\:p')];
	while (comments.nextNode()) dead.push(comments.currentNode as Comment);
	for (const node of dead) node.remove();
	let list: HTMLElement | null = null;
	for (const p of body.querySelectorAll<HTMLElement>('p')) {
		if (!/mso-list:\s*l\d/i.test(p.getAttribute('style') ?? '')) continue;
		const sign = [...p.querySelectorAll<HTMLElement>('span')].find((span) =>
			/mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')
		);
		const tag =
			/^\s*[(\uff08]?([0-9a-z]|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341])+\s*[.)\u3001\uff0e\uff09]/i.test(
				sign?.textContent ?? ''
			)
				? 'ol'
				: 'ul';
		sign?.remove();
		if (!list || list.localName !== tag || p.previousElementSibling !== list) {
			list = document.createElement(tag);
			p.before(list);
		}
		const item = document.createElement('li');
		item.append(...p.childNodes);
		list.append(item);
		p.remove();
	}
	return body.innerHTML;
}
