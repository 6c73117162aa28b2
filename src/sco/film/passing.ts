import { el } from '../dom';

/** How long a note that does not stop the film stands, in milliseconds. */
const standsFor = 5000;

/** Words that stand beside the film for a while and go by themselves. */
export class PassingNote {
	readonly element = el('div', { class: 'film-passing', role: 'status' });
	#timer: ReturnType<typeof setTimeout> | undefined;

	show(...content: (Node | string)[]): void {
		clearTimeout(this.#timer);
		this.element.replaceChildren(...content);
		this.#timer = setTimeout(() => this.element.replaceChildren(), standsFor);
	}
}
