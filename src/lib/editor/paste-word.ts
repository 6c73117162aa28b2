import { newId } from '$lib/base';

/** A picture that lies on the clipboard as a `data:` address; `id` is the block made for it. */
export interface PastedPicture {
	id: string;
	url: string;
}

/**
 * HTML from Word, WPS, Google Docs and web pages made plain: list paragraphs become lists with their levels, heading classes
 * headings; comments, empty paragraphs, scripts and styles go. Pictures that came along get a block and are handed to
 * `onpicture`; those that only point elsewhere go.
 */
export function cleanPasted(html: string, onpicture?: (picture: PastedPicture) => void): string {
	if (html.includes('data-pm-slice')) return html; // copied here
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
	const dead: ChildNode[] = [...body.querySelectorAll('style, script, link, meta, title, xml')];
	while (comments.nextNode()) dead.push(comments.currentNode as Comment);
	for (const node of dead) node.remove();
	for (const wrapper of body.querySelectorAll('o\\:p, b[id^="docs-internal-guid"]'))
		wrapper.replaceWith(...wrapper.childNodes);
	for (const img of body.querySelectorAll('img')) placePicture(img, onpicture);
	const isOffice = /\bMso|mso-|urn:schemas-microsoft-com|kingsoft|\bWPSOffice/i.test(html);
	if (isOffice) dropEmpty(body);
	makeHeadings(body);
	makeLists(body);
	return body.innerHTML;
}

function placePicture(img: HTMLImageElement, onpicture?: (picture: PastedPicture) => void): void {
	const url = img.getAttribute('src') ?? '';
	if (!onpicture || !/^data:image\/(png|jpe?g|gif|webp|bmp|svg\+xml)[;,]/i.test(url)) return img.remove();
	const id = newId(10);
	const place = document.createElement('figure');
	place.dataset.yk = 'image';
	place.dataset.ykAttrs = JSON.stringify({ id, media: null, alt: img.alt });
	// A picture is a block: it stands before the paragraph it was in.
	const paragraph = img.closest('p, h1, h2, h3, h4, h5, h6');
	if (paragraph) paragraph.before(place);
	else img.before(place);
	img.remove();
	onpicture({ id, url });
}

/** Word parts paragraphs with empty ones; those in a cell are its only content. */
function dropEmpty(body: HTMLElement): void {
	for (const p of body.querySelectorAll('p'))
		if (!p.textContent.replace(/\u00a0/g, '').trim() && !p.closest('td, th') && !p.querySelector('figure'))
			p.remove();
}

function makeHeadings(body: HTMLElement): void {
	for (const p of body.querySelectorAll<HTMLElement>('p')) {
		const named = /\bMso(?:Heading|heading)\s*([1-6])\b|\bMsoTitle\b/.exec(p.className);
		const outline = /mso-outline-level:\s*([1-6])/i.exec(p.getAttribute('style') ?? '');
		if ((!named && !outline) || p.closest('td, th, li')) continue;
		const heading = document.createElement(`h${named?.[1] ?? outline?.[1] ?? '1'}`);
		heading.append(...p.childNodes);
		p.replaceWith(heading);
	}
}

/** How Word writes the sign before an item: a span that is to be ignored, with the sign and spaces in it. */
const signOf = (p: HTMLElement) =>
	[...p.querySelectorAll<HTMLElement>('span')].find((span) =>
		/mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')
	);
const counts = /^\s*[(（]?([0-9a-z]+|[一二三四五六七八九十]+)\s*[.)、．）]/i;

function makeLists(body: HTMLElement): void {
	/** The lists that are open, outermost first, each with the paragraph's level it stands for. */
	let open: { list: HTMLElement; level: number }[] = [];
	let last: Element | null = null;
	for (const p of body.querySelectorAll<HTMLElement>('p')) {
		const found = /mso-list:\s*l\d+\s+level(\d)|mso-list:\s*l\d/i.exec(p.getAttribute('style') ?? '');
		if (!found) continue;
		const level = Number(found[1] ?? 1);
		const sign = signOf(p);
		const tag = counts.test(sign?.textContent ?? '') ? 'ol' : 'ul';
		sign?.remove();
		if (!last || p.previousElementSibling !== last) open = [];
		while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
		const innermost = open.at(-1);
		let list = innermost?.list;
		const deeper = innermost && level > innermost.level ? innermost.list.lastElementChild : null;
		if (!innermost || deeper || innermost.list.localName !== tag) {
			list = document.createElement(tag);
			if (deeper) deeper.append(list);
			else {
				const parent = open.length > 1 ? innermost?.list.parentElement : null;
				if (parent) parent.append(list);
				else {
					p.before(list);
					last = list;
				}
				open.pop();
			}
			open.push({ list, level });
		}
		const item = document.createElement('li');
		const line = document.createElement('p');
		line.append(...p.childNodes);
		item.append(line);
		list?.append(item);
		p.remove();
	}
}

/** The file of a `data:` address; null when it is none. */
export function fileOfDataUrl(url: string): File | null {
	const found = /^data:([^;,]+)(;base64)?,([^]*)$/.exec(url);
	if (!found) return null;
	const [, type = '', base64, data = ''] = found;
	try {
		const bytes = base64
			? Uint8Array.from(atob(data.trim()), (c) => c.charCodeAt(0))
			: decodeURIComponent(data);
		return new File([bytes], `picture.${type.replace('image/', '').replace(/\+.*/, '')}`, { type });
	} catch {
		return null;
	}
}
