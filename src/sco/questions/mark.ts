import { el } from '../dom';

/** Puts a sign on a part of an answer, with its colour; none takes both away. */
export function putMark(part: HTMLElement, mark: 'right' | 'wrong' | null): void {
	part.querySelector(':scope > .mark')?.remove();
	if (mark) part.dataset.mark = mark;
	else delete part.dataset.mark;
	if (mark) part.append(el('span', { class: 'mark', 'aria-hidden': 'true' }, mark === 'right' ? '✓' : '✕'));
}
