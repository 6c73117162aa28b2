import type { CookieJar } from './cookie-jar';
import { showDocument, type DocumentHost } from './document-page';
import { handleOf, steered, steerFrames } from './framesets';
import { takeForms } from './forms';
import { linkOf } from './links';
import { replaceObjects } from './objects';
import { isFile, offerAddress, takeDownloads, type FileHost } from './offered-files';
import type { PopUps } from './pop-ups';
import type { WaitingRequests } from './waiting-requests';

/** What the frame page does for the pages of a package. */
export interface PageHost extends DocumentHost, FileHost {
	popUps: PopUps;
	cookies: CookieJar;
	waiting: WaitingRequests;
}

type Patched = Window &
	Pick<
		typeof globalThis,
		| 'open'
		| 'alert'
		| 'confirm'
		| 'prompt'
		| 'XMLHttpRequest'
		| 'HTMLAnchorElement'
		| 'HTMLFormElement'
		| 'FormData'
		| 'fetch'
	>;

/**
 * Gives a page what a station has instead of a browser's own: windows, cookies, boxes. Called before any script of the page.
 * It keeps honest packages working and keeps nobody out: that is what the policies of the answers are for.
 */
export function furnishPage(host: PageHost, page: Patched): void {
	const { popUps } = host;
	const document = page.document;
	const native = page.open.bind(page);
	const open = (url: string, target: string): Window | null => {
		const name = /^_(?!self$|parent$|top$)/i.test(target) ? '' : target;
		if (/^_(parent|top)$/i.test(name)) return goAbove(popUps, page, url, name);
		if (name === '_self') return native(url, name);
		const there = name === '' ? null : named(window, name);
		if (url === '' && there) return handleOf(there);
		const address = absolute(url, document.baseURI);
		if (address === null || outside(address)) {
			popUps.online(url);
			return null;
		}
		if (isFile(address)) {
			offerAddress(host, address);
			return null;
		}
		if (!there && address === 'about:blank') {
			const empty = popUps.open(page, '', name);
			return empty && steered(empty, page);
		}
		if (!there) return popUps.open(page, address, name);
		popUps.raise(there);
		// In a sandbox a frame may not navigate the one beside it; the page around them may.
		there.location.href = address;
		return handleOf(there);
	};
	page.open = (url = '', target = '_blank') => open(String(url), String(target));
	page.alert = (text: string = '') => popUps.say(String(text));
	// Nobody can be asked while a script waits; packages ask "do you really want to go on?".
	page.confirm = () => true;
	page.prompt = (_: string = '', given: string = '') => String(given);
	// It would outlive the page, and the lesson.
	Reflect.deleteProperty(page, 'SharedWorker');
	// In a sandbox it may not be set, not even to what it is.
	Object.defineProperty(document, 'domain', {
		configurable: true,
		get: () => location.hostname,
		set: () => undefined
	});
	popUps.furnish(page);
	host.waiting.answerIn(page);
	Object.defineProperty(document, 'cookie', {
		configurable: true,
		get: () => host.cookies.read(),
		set: (text: unknown) => host.cookies.write(String(text))
	});
	page.addEventListener('keydown', ({ key, defaultPrevented }) => {
		if (key === 'Escape' && !defaultPrevented) popUps.closeFront();
	});
	page.addEventListener('click', (event) => {
		const link = linkOf(event);
		if (!link) return;
		const { address, target } = link;
		const name = target || '_self';
		const away = outside(address);
		if (!away && !isDocument(address) && !isFile(address) && name === '_self') return;
		event.preventDefault();
		if (away) popUps.online(address);
		else if (isFile(address)) offerAddress(host, address);
		else open(address, isDocument(address) && name === '_self' ? '_blank' : name);
	});
	document.addEventListener('DOMContentLoaded', () => {
		if (document.documentElement.hasAttribute('data-yuanke-document')) showDocument(host, document);
	});
	takeForms(page, {
		online: (address) => popUps.online(address),
		outside,
		reaches: (name) => isWithin(page, named(window, name)),
		open
	});
	takeDownloads(host, page);
	replaceObjects(document);
	steerFrames(page);
}

const isDocument = (address: string) => /^[^?#]*\.pdf(?:[?#]|$)/i.test(address);

function absolute(url: string, base: string): string | null {
	if (url === '') return 'about:blank';
	return URL.canParse(url, base) ? new URL(url, base).href : null;
}

/** Whether an address leads out of the package. Addresses that make a page of their own do not. */
function outside(address: string): boolean {
	const { protocol, origin } = new URL(address);
	return !['data:', 'blob:', 'about:', 'javascript:'].includes(protocol) && origin !== location.origin;
}

/** The window around a page, as far as it belongs to the package: what is above that is the player. */
function goAbove(popUps: PopUps, page: Window, url: string, target: string): Window {
	let above = page;
	while (above.parent !== window && above !== window && !popUps.holds(above)) {
		above = above.parent;
		if (/parent/i.test(target)) break;
	}
	above.location.href = new URL(url, page.document.baseURI).href;
	return above;
}

/** Whether a window is a page itself or lies in it: there the page may go by itself. */
function isWithin(page: Window, other: Window | null): boolean {
	for (let at = other; at; at = at.parent) {
		if (at === page) return true;
		if (at.parent === at) break;
	}
	return false;
}

/** A frame or window of the package by its name. */
function named(within: Window, name: string): Window | null {
	for (let i = 0; i < within.length; i++) {
		const one = within[i];
		if (!one) continue;
		try {
			if (one.name === name) return one;
		} catch {
			continue; // a page of nobody's origin
		}
		const deeper = named(one, name);
		if (deeper) return deeper;
	}
	return null;
}
