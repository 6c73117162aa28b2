/**
 * Where a person was going, if that is a page of this origin; else the front door. Read as a browser reads it: `//host`,
 * `/\host` and what becomes one of them when tabs and line ends are dropped lead elsewhere.
 */
export function ownPath(next: string | null, origin: string): string {
	if (!next?.startsWith('/') || next.length > 2000 || /[\u0000-\u0020\u007f\\]/.test(next)) return '/';
	const url = URL.canParse(next, origin) ? new URL(next, origin) : null;
	return url?.origin === origin && !url.pathname.startsWith('//')
		? url.pathname + url.search + url.hash
		: '/';
}
