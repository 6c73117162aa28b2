import type { FromFrame } from '$lib/player/protocol';

export type Offer = Pick<FromFrame & { type: 'file' }, 'name' | 'from'>;

/** Who is told of files that a package gives out. */
export interface FileHost {
	/** Asks the app to offer one to the learner. */
	offerFile(offer: Offer): void;
}

type Anchors = Window & Pick<typeof globalThis, 'HTMLAnchorElement' | 'fetch'>;

/**
 * Takes the files that a page gives out to the app. The sandbox lets nothing be saved from in here: the learner is asked by the
 * app and presses there. A link that is in no page is pressed by scripts only, and its press reaches nobody.
 */
export function takeDownloads(host: FileHost, page: Anchors): void {
	// Our own lessons leave their links to it.
	Object.assign(page, { yuankeSaves: true });
	const { prototype } = page.HTMLAnchorElement;
	const loose = (link: HTMLAnchorElement) => link.hasAttribute('download') && !link.isConnected;
	const click = Reflect.get(prototype, 'click');
	const dispatch = Reflect.get(prototype, 'dispatchEvent');
	prototype.click = function () {
		if (loose(this)) void offerLink(host, page, this);
		else click.call(this);
	};
	prototype.dispatchEvent = function (event) {
		if (event.type !== 'click' || !loose(this)) return dispatch.call(this, event);
		void offerLink(host, page, this);
		return true;
	};
	page.addEventListener('click', (event) => {
		const link = (event.composedPath() as Element[]).find(({ localName }) =>
			/^(a|area)$/.test(localName ?? '')
		);
		if (event.defaultPrevented || !link?.hasAttribute('download')) return;
		event.preventDefault();
		void offerLink(host, page, link as HTMLAnchorElement);
	});
}

/** Offers what is at an address of the package: a file of its own. */
export function offerAddress(host: FileHost, address: string, name = ''): void {
	const path = packagePath(address);
	if (path !== null) host.offerFile({ name: name || (path.split('/').at(-1) ?? ''), from: { path } });
}

/** Where in the package an address of this origin leads; null when it leads elsewhere. */
export function packagePath(address: string): string | null {
	const [, path] = /^\/p\/[0-9a-z]+\/(.+)$/.exec(new URL(address).pathname) ?? [];
	return path === undefined ? null : decoded(path);
}

/** Files that no browser shows, only saves. */
export const isFile = (address: string): boolean =>
	/^[^?#]*\.(docx?|xlsx?|pptx?|ppsx?|wps|et|dps|odt|ods|odp|rtf|csv|zip|rar|7z|exe|apk)(?:[?#]|$)/i.test(
		address
	);

async function offerLink(host: FileHost, page: Anchors, link: HTMLAnchorElement): Promise<void> {
	const { href, download } = link;
	if (!URL.canParse(href)) return;
	if (/^https?:/.test(href)) return offerAddress(host, href, download);
	if (!/^(blob|data):/.test(href)) return;
	// At once: many a script takes the address back in the next moment. And by the page, whose policy allows it.
	const file = await page.fetch(href).then(
		(answer) => answer.blob(),
		() => null
	);
	if (file) host.offerFile({ name: download, from: { file } });
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
