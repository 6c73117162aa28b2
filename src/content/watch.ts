import type { Seen, Trouble } from '$lib/player/protocol';

type Watched = Window & Pick<typeof globalThis, 'HTMLElement'>;

const longest = 500;

/** Tells of everything a page, or one around it, could not load, and of its scripts that break. Called before any script of the page. */
export function watchPage(page: Watched, tell: (trouble: Trouble) => void): void {
	const say = (what: Trouble['what'], text: unknown) => tell({ what, text: String(text).slice(0, longest) });
	page.document.addEventListener('securitypolicyviolation', ({ blockedURI, disposition }) => {
		if (disposition === 'enforce') say('refused', blockedURI);
	});
	page.addEventListener(
		'error',
		(event) => {
			const target = event.target as Partial<Record<'src' | 'href' | 'currentSrc', string>> | null;
			const address =
				target && target !== (page as unknown) ? target.currentSrc || target.src || target.href : '';
			if (address) say('failed', address);
			else if (event instanceof ErrorEvent || 'message' in event) say('broke', event.message);
		},
		true
	);
	page.addEventListener('unhandledrejection', ({ reason }) => say('broke', reason));
}

/** How much there is to see in a page and the frames in it: letters, and pictures, films, drawings and things to press. */
export function lookAt(window: Window): Seen {
	const seen: Seen = { letters: 0, things: 0 };
	let document: Document;
	try {
		document = window.document;
	} catch {
		return seen; // a page of nobody's origin: what the browser shows in the place of one it refused
	}
	seen.letters = (document.body?.innerText ?? '').replace(/\s+/g, '').length;
	for (const thing of document.querySelectorAll(
		'img, video, audio, canvas, svg, input, button, select, textarea'
	))
		if (isSeen(thing)) seen.things += 1;
	for (const frame of document.querySelectorAll('iframe, frame')) {
		const inner = (frame as HTMLIFrameElement).contentWindow;
		if (!inner || !isLarge(frame)) continue;
		const within = lookAt(inner);
		seen.letters += within.letters;
		seen.things += within.things;
	}
	return seen;
}

function isSeen(thing: Element): boolean {
	const { naturalWidth, error } = thing as Partial<HTMLImageElement & HTMLVideoElement>;
	return isLarge(thing) && naturalWidth !== 0 && !error;
}

function isLarge(thing: Element): boolean {
	const { width, height } = thing.getBoundingClientRect();
	return width > 8 && height > 8;
}
