import { videoParts } from '$lib/lesson/tracking';
import { el } from '../dom';

/** A strip that shows which parts of a film were seen; the words beside it say how much. */
export class SeenPicture {
	readonly element = el('span', { class: 'film-seen', 'aria-hidden': 'true' });
	readonly #parts = Array.from({ length: videoParts }, () => el('i'));

	constructor() {
		this.element.append(...this.#parts);
	}

	show(seen: readonly number[]): void {
		this.#parts.forEach((part, i) => part.classList.toggle('seen', seen.includes(i)));
	}
}
