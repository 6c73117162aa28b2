import type { PackageText } from '$lib/player/protocol';

/**
 * Answers requests for which a script waits (`XMLHttpRequest`, not asynchronous). Chromium asks no service worker for them, so they
 * would go to a server that has no packages. They are sent to the same file as a blob instead.
 */
export class WaitingRequests {
	readonly #files = new Map<string, Blob>();
	readonly #addresses = new Map<string, string>();
	readonly #folder: string;

	constructor(launch: string, texts: PackageText[]) {
		this.#folder = `/p/${launch}/`;
		for (const { path, file } of texts) this.#files.set(loose(path), file);
	}

	/** Called before any script of a page. */
	answerIn(page: Window & Pick<typeof globalThis, 'XMLHttpRequest'>): void {
		const { prototype } = page.XMLHttpRequest;
		const native = Reflect.get(prototype, 'open') as (...how: unknown[]) => void;
		const find = (address: unknown) => this.#find(String(address), page.document.baseURI);
		prototype.open = function (this: XMLHttpRequest, ...how: unknown[]) {
			const waits = how.length > 2 && !how[2] && /^get$/i.test(String(how[0]));
			const known = waits ? find(how[1]) : null;
			native.apply(this, known === null ? how : ['GET', known, false]);
		};
	}

	#find(address: string, base: string): string | null {
		if (!URL.canParse(address, base)) return null;
		const { origin, pathname } = new URL(address, base);
		if (origin !== location.origin || !pathname.startsWith(this.#folder)) return null;
		const path = loose(decoded(pathname.slice(this.#folder.length)));
		const file = this.#files.get(path);
		if (!file) return null;
		const known = this.#addresses.get(path) ?? URL.createObjectURL(file);
		this.#addresses.set(path, known);
		return known;
	}
}

const loose = (path: string) => path.normalize('NFC').toLowerCase();

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
