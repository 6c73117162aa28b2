/** Where a click leads, if it is one on a link that nobody else has dealt with. */
export function linkOf(event: MouseEvent): { address: string; target: string } | null {
	if (event.defaultPrevented || event.button !== 0) return null;
	// Elements are those of the page, not of this window: there is no `instanceof` for them.
	const link = (event.composedPath() as Element[]).find(({ localName }) =>
		/^(a|area)$/.test(localName ?? '')
	);
	const href = link?.getAttribute('href') ?? link?.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
	if (!link || !href || link.hasAttribute('download') || !URL.canParse(href, link.baseURI)) return null;
	const { href: address, protocol } = new URL(href, link.baseURI);
	if (!/^https?:$/.test(protocol)) return null;
	const own = link.getAttribute('target');
	const base = link.ownerDocument.querySelector('base[target]')?.getAttribute('target');
	return { address, target: own ?? base ?? '' };
}
