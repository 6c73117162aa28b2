import type { PackageText } from '$lib/player/protocol';
import { answerAtOnce, takeBackAnswer } from './answer-at-once';

/** Where a request for which a script waits leads: a text that was brought, a file that was not, or nothing. */
type Found = { address: string } | 'there' | 'missing' | 'elsewhere';

/**
 * Answers requests for which a script waits (`XMLHttpRequest`, not asynchronous). Chromium asks no service worker for them, so they
 * would go to a server that has no packages, or with none there end in an error. Texts are sent to the same file as a blob; what a
 * package does not have is answered as any server would, with and without a network alike.
 */
export class WaitingRequests {
	readonly #files = new Map<string, Blob | null>();
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
			takeBackAnswer(this);
			const waits = how.length > 2 && !how[2];
			const found = waits ? find(how[1]) : 'elsewhere';
			const method = String(how[0]).toUpperCase();
			if (found === 'elsewhere') return native.apply(this, how);
			const reads = method === 'GET' || method === 'HEAD';
			const address = new URL(String(how[1]), page.document.baseURI).href;
			if (found === 'missing') return answerAtOnce(this, address, 404, 'Not Found');
			if (!reads) return answerAtOnce(this, address, 405, 'Method Not Allowed');
			if (typeof found === 'object') return native.call(this, 'GET', found.address, false);
			if (method === 'HEAD') return answerAtOnce(this, address, 200, 'OK');
			native.apply(this, how);
		};
	}

	#find(address: string, base: string): Found {
		if (!URL.canParse(address, base)) return 'elsewhere';
		const { origin, pathname } = new URL(address, base);
		if (origin !== location.origin) return 'elsewhere';
		if (!pathname.startsWith(this.#folder)) return 'missing';
		// A lesson whose files nobody named: what is there cannot be told from what is not.
		if (!this.#files.size) return 'elsewhere';
		const path = loose(decoded(pathname.slice(this.#folder.length)));
		const file = this.#files.get(path);
		if (file === undefined) return 'missing';
		if (file === null) return 'there';
		const known = this.#addresses.get(path) ?? URL.createObjectURL(file);
		this.#addresses.set(path, known);
		return { address: known };
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
