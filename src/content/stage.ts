import type { Seen } from '$lib/player/protocol';
import { lookAt } from './watch';

/** The place where a step shows: one frame a step, so that none can be gone back to with the browser's button. */
export class Stage {
	#frame: HTMLIFrameElement | null = null;

	/** Opens a page. */
	show(address: string): void {
		this.#frame?.remove();
		const frame = (this.#frame = document.createElement('iframe'));
		frame.allow = 'fullscreen; autoplay';
		frame.title = 'lesson';
		frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0';
		frame.src = address;
		document.body.append(frame);
	}

	/** How much there is to see. */
	look(): Seen {
		const page = this.#frame?.contentWindow;
		return page ? lookAt(page) : { letters: 0, things: 0 };
	}

	/** Leaves the page, so that it runs its own end (`pagehide`) while the API is still there. */
	async blank(): Promise<void> {
		const frame = this.#frame;
		if (!frame) return;
		this.#frame = null;
		await new Promise<void>((resolve) => {
			frame.addEventListener('load', () => resolve(), { once: true });
			frame.src = 'about:blank';
		});
		frame.remove();
	}
}
