/** A base and what is relative to it; what is absolute stands alone (`xml:base`, SCORM 2004 CAM 3.4.3.1). */
export function joinBase(base: string | null, href: string | null): string {
	if (!base || !href) return href || base || '';
	if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(href)) return href;
	return base.endsWith('/') ? base + href : `${base}/${href}`;
}

/**
 * What an item launches: its parameters after the href, as SCORM 2004 CAM 3.4.1.8 joins them. A leading `?` or `&` is not
 * doubled; a fragment stays last.
 */
export function launchHref(href: string, parameters: string): string {
	const told = parameters.trim().replace(/^[?&]+/, '');
	if (!told) return href;
	const [before = '', ...fragment] = href.split('#');
	const end = fragment.length ? `#${fragment.join('#')}` : '';
	if (told.startsWith('#')) return end ? href : before + told;
	return `${before}${before.includes('?') ? '&' : '?'}${told}${end}`;
}

/** What a page without a title is called: its file, without folders and ending. */
export function pageName(href: string): string {
	const name = /([^/?#]*?)(?:\.[^./?#]*)?(?:[?#].*)?$/.exec(href)?.[1] ?? '';
	try {
		return decodeURIComponent(name);
	} catch {
		return name; // an address in an old encoding
	}
}
