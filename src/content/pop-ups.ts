import type { FrameWords } from '$lib/player/protocol';
import { Layer } from './layer';

interface PopUp {
	frame: HTMLIFrameElement;
	opener: Window;
	layer: Layer;
}

const mostOpen = 8;
const longestNote = 4000;

/**
 * The windows a package opens. They are layers over the lesson, and what `open` gives back is the window of a frame: it closes,
 * is written to, is found by its name and knows its opener as a window of its own would.
 */
export class PopUps {
	#open: PopUp[] = [];
	#note: { layer: Layer; text: HTMLElement } | null = null;

	constructor(
		private readonly shell: Document,
		private readonly words: FrameWords
	) {
		for (const page of [shell, document])
			page.addEventListener('keydown', ({ key }) => key === 'Escape' && this.closeFront());
	}

	/** `window.open` for a new window; `address` is absolute, or empty for a window the package writes to. Null when too many are open. */
	open(opener: Window, address: string, name: string): Window | null {
		if (this.#open.length >= mostOpen) return null;
		const frame = this.shell.createElement('iframe');
		frame.name = name;
		frame.title = this.words.window;
		frame.allow = 'fullscreen; autoplay';
		frame.style.cssText = 'flex:1;width:100%;border:0;background:#fff';
		if (address) frame.src = address;
		const layer = new Layer(this.shell, this.words, frame, () => this.#close(popUp));
		const popUp: PopUp = { frame, opener, layer };
		this.#open.push(popUp);
		const furnish = () => frame.contentWindow && this.furnish(frame.contentWindow);
		// Neither the empty page it begins with nor a picture has our script.
		furnish();
		frame.addEventListener('load', furnish);
		return frame.contentWindow;
	}

	/** Makes a page know that it is in a window of its own, if it is. */
	furnish(page: Window): void {
		const popUp = this.#of(page);
		if (popUp) Object.assign(page, { opener: popUp.opener, close: () => this.#close(popUp) });
	}

	/** Whether a page is the one a window shows. */
	holds(page: Window): boolean {
		return this.#of(page) !== undefined;
	}

	/** Brings the window that shows a page to the front. */
	raise(page: Window): void {
		this.#of(page)?.layer.raise();
	}

	/** Says that an address is not in the package. */
	online(address: string): void {
		this.say(`${this.words.online}\n${address}`);
	}

	/** Shows what a package says with `alert`. */
	say(line: string): void {
		if (!this.#note) {
			const text = this.shell.createElement('div');
			text.style.cssText =
				'padding:2em;overflow:auto;background:#fff;color:#222;font:1.4em/1.6 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere';
			this.#note = { text, layer: new Layer(this.shell, this.words, text, () => this.#closeNote()) };
		}
		const { text } = this.#note;
		text.textContent = `${text.textContent}\n${line}`.trim().slice(0, longestNote);
	}

	/** Closes what lies in front; false when nothing does. */
	closeFront(): boolean {
		const front = this.#open.at(-1);
		if (this.#note) this.#closeNote();
		else if (front) this.#close(front);
		else return false;
		return true;
	}

	/** The lesson is left: its windows end first, while what they belong to is there. */
	closeAll(): void {
		while (this.closeFront());
	}

	#closeNote(): void {
		this.#note?.layer.remove();
		this.#note = null;
	}

	#close(popUp: PopUp): void {
		this.#open = this.#open.filter((one) => one !== popUp);
		popUp.layer.remove();
	}

	#of(page: Window): PopUp | undefined {
		return this.#open.find(({ frame }) => frame.contentWindow === page);
	}
}
