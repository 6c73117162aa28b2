/** Where an address in a package leads. */
export type Target =
	| { to: 'file'; path: string; repaired: boolean }
	| { to: 'missing'; path: string }
	| { to: 'online'; address: string }
	| { to: 'script'; address: string };

/**
 * The files of a package, found as browsers and old tools on Windows find them: without query and fragment, with `\` for
 * `/`, `%xx` decoded, letter case and Unicode form not minded. `repaired` when the plain name would not have been enough.
 */
export class FileIndex {
	readonly #loose = new Map<string, string>();

	constructor(readonly paths: ReadonlySet<string>) {
		for (const path of paths) if (!this.#loose.has(loose(path))) this.#loose.set(loose(path), path);
	}

	/** Where `href` leads, relative to the folder `from`. */
	find(href: string, from = ''): Target {
		const address = href.trim();
		// Browsers leave tabs and line ends out of an address before they read its scheme.
		const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
		if (/^(javascript|data|vbscript|blob)$/.test(scheme ?? ''))
			return { to: 'script', address: address.slice(0, 80) };
		if (scheme || /^[\\/]{2}/.test(address)) return { to: 'online', address };
		const bare = address.replace(/[?#].*$/s, '');
		let first: string | null = null;
		for (const name of [address, bare, ...decoded(bare)]) {
			const path = resolved(from, name);
			if (path === null) continue;
			first = name === bare ? path : (first ?? path);
			if (this.paths.has(path))
				return { to: 'file', path, repaired: name.includes('\\') || (name !== bare && name !== address) };
			const near = this.#loose.get(loose(path));
			if (near !== undefined) return { to: 'file', path: near, repaired: true };
		}
		return { to: 'missing', path: first ?? address };
	}
}

/** The file of a package an address leads to, found as {@link FileIndex} does; undefined when there is none. */
export function fileFinder<T>(files: ReadonlyMap<string, T>): (href: string) => T | undefined {
	const index = new FileIndex(new Set(files.keys()));
	return (href) => {
		const target = index.find(href);
		return target.to === 'file' ? files.get(target.path) : undefined;
	};
}

const loose = (path: string) => path.normalize('NFC').toLowerCase();

/** What a name with `%xx` may mean: UTF-8, or where it is none what old tools wrote. */
function decoded(name: string): string[] {
	if (!name.includes('%')) return [];
	const bytes: number[] = [];
	for (const part of name.match(/%[\da-f]{2}|[^%]+|%/gi) ?? [])
		if (/^%[\da-f]{2}$/i.test(part)) bytes.push(parseInt(part.slice(1), 16));
		else bytes.push(...new TextEncoder().encode(part));
	const all = Uint8Array.from(bytes);
	try {
		return [new TextDecoder('utf-8', { fatal: true }).decode(all)];
	} catch {
		return ['gb18030', 'big5', 'shift_jis'].map((encoding) => new TextDecoder(encoding).decode(all));
	}
}

/** The path from the package's root; null when it leads out of the package. */
function resolved(from: string, name: string): string | null {
	const rooted = /^[\\/]/.test(name);
	const parts = rooted || !from ? [] : from.split('/');
	for (const part of name.replaceAll('\\', '/').split('/')) {
		if (part === '..') {
			if (parts.pop() === undefined) return null;
		} else if (part !== '' && part !== '.') parts.push(part);
	}
	return parts.join('/');
}
