const tags = { page: 'iframe', picture: 'img' } as const;
const taken = ['id', 'class', 'style', 'width', 'height', 'name', 'title'];

/**
 * Puts frames and pictures in the place of `<object>` and `<embed>`: browsers ask no service worker for what those show (Fetch
 * §"HTTP fetch", destinations "object" and "embed"), and nobody else has the files of a package.
 */
export function replaceObjects(document: Document): void {
	const replaceAll = () => {
		for (const one of document.querySelectorAll('object[data], embed[src]')) replace(one);
	};
	const Observer = document.defaultView?.MutationObserver;
	if (Observer) new Observer(replaceAll).observe(document, { childList: true, subtree: true });
}

function replace(old: Element): void {
	const address = old.getAttribute(old.localName === 'object' ? 'data' : 'src') ?? '';
	const kind = kindOf(address, old.getAttribute('type') ?? '');
	if (!kind) return;
	const shown = old.ownerDocument.createElement(tags[kind]);
	for (const name of taken) {
		const value = old.getAttribute(name);
		if (value !== null) shown.setAttribute(name, value);
	}
	if (kind === 'page') shown.style.border = '0';
	shown.setAttribute('src', address);
	old.replaceWith(shown);
}

function kindOf(address: string, type: string): keyof typeof tags | null {
	if (/^[a-z]+:/i.test(address) || address.startsWith('//')) return null;
	const ending = /\.(\w+)(?:[?#]|$)/.exec(address)?.[1]?.toLowerCase() ?? '';
	if (/^image\//.test(type) || /^(png|jpe?g|gif|webp|bmp|svg)$/.test(ending)) return 'picture';
	return /^(text\/html|application\/(pdf|xhtml\+xml))/.test(type) || /^(x?html?|pdf)$/.test(ending)
		? 'page'
		: null;
}
