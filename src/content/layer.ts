import type { FrameWords } from '$lib/player/protocol';

let highest = 1;

/**
 * The page layers are put into. It lies over the lesson while it holds any. Not the frame page itself: an empty window inherits the
 * policy of the page it stands in, and a package has to be able to write scripts into one.
 */
export function openShell(): Promise<Document> {
	const frame = document.createElement('iframe');
	frame.title = 'layers';
	frame.allow = 'fullscreen; autoplay';
	frame.src = '/layers';
	frame.style.cssText = 'position:fixed;inset:0;z-index:1;width:100%;height:100%;border:0;display:none';
	document.body.append(frame);
	return new Promise((resolve) =>
		frame.addEventListener('load', () => frame.contentDocument && resolve(frame.contentDocument), {
			once: true
		})
	);
}

/** The shell shows only while there is something in it. */
function showShell(shell: Document): void {
	const frame = shell.defaultView?.frameElement as HTMLElement | null;
	if (frame) frame.style.display = shell.body.childElementCount ? 'block' : 'none';
}

/** Something that lies over the lesson, under a bar that closes it. */
export class Layer {
	readonly #box: HTMLElement;
	readonly #before: Element | null;

	constructor(
		private readonly shell: Document,
		words: FrameWords,
		content: HTMLElement,
		onclose: () => void
	) {
		this.#before = shell.body.childElementCount ? shell.activeElement : document.activeElement;
		this.#box = shell.createElement('div');
		const bar = shell.createElement('div');
		bar.style.cssText =
			'display:flex;align-items:center;gap:1em;padding:.4em .6em;border-bottom:1px solid #bbb;background:#fff;color:#222';
		const close = shell.createElement('button');
		close.textContent = `✕ ${words.close}`;
		close.style.cssText =
			'min-height:3rem;padding:0 1.4em;border:2px solid currentColor;border-radius:.6em;background:#fff;color:inherit;font:bold 1.3rem sans-serif;cursor:pointer';
		close.addEventListener('click', onclose);
		const name = shell.createElement('span');
		name.textContent = words.window;
		name.style.cssText = 'font:1.1rem sans-serif';
		bar.append(close, name);
		this.#box.setAttribute('role', 'dialog');
		this.#box.ariaLabel = words.window;
		this.#box.style.cssText =
			'position:fixed;inset:0;display:flex;flex-direction:column;background:#0009;border-top:.4rem solid #2f6b3c';
		this.#box.append(bar, content);
		this.raise();
		shell.body.append(this.#box);
		showShell(shell);
		close.focus();
	}

	/** Puts it in front of the others. */
	raise(): void {
		this.#box.style.zIndex = String(++highest);
	}

	/** Takes it away; what had the focus has it again. */
	remove(): void {
		this.#box.remove();
		showShell(this.shell);
		const before = this.#before as HTMLElement | null;
		if (before?.isConnected) before.focus();
	}
}
