import * as m from '$messages';
import { button, el } from '../dom';
import type { Behaviour } from './behaviour';

/** Small pictures to choose from; the chosen one is shown large, with the ones before and after it an arrow key away. */
export const gallery: Behaviour = (element) => {
	const figures = [...element.querySelectorAll<HTMLElement>('figure')];
	if (figures.length === 0) return;
	const large = el('img', { alt: '' });
	const caption = el('p', { class: 'viewer-caption' });
	const place = el('p', { class: 'count', role: 'status' });
	const previous = button(`‹ ${m.sco_picture_previous()}`, 'plain', () => show(at - 1));
	const next = button(`${m.sco_picture_next()} ›`, 'plain', () => show(at + 1));
	const close = button(m.sco_close(), 'quiet', () => viewer.close());
	const viewer = el(
		'dialog',
		{ class: 'viewer', 'aria-label': m.sco_picture_large() },
		large,
		caption,
		el('div', { class: 'viewer-tools' }, previous, place, next, close)
	);
	let at = 0;
	const show = (to: number) => {
		const image = figures[to]?.querySelector('img');
		if (!image) return;
		at = to;
		large.src = image.src;
		large.alt = image.alt;
		caption.textContent = figures[to]?.querySelector('figcaption')?.textContent ?? '';
		place.textContent = m.sco_picture_of({ n: to + 1, total: figures.length });
		// A button that is switched off loses the keyboard, and with it the arrow keys.
		const last = to === 0 ? previous : to === figures.length - 1 ? next : null;
		if (last && document.activeElement === last) close.focus();
		previous.disabled = to === 0;
		next.disabled = to === figures.length - 1;
	};
	figures.forEach((figure, i) => {
		const image = figure.querySelector('img');
		if (!image) return;
		const thumb = button('', 'thumb', () => {
			show(i);
			viewer.showModal();
			(next.disabled ? close : next).focus();
		});
		image.before(thumb);
		thumb.append(image);
		if (!image.alt) thumb.setAttribute('aria-label', m.sco_picture_of({ n: i + 1, total: figures.length }));
	});
	viewer.addEventListener('keydown', (event) => {
		if (event.key === 'ArrowRight') show(at + 1);
		else if (event.key === 'ArrowLeft') show(at - 1);
		else return;
		event.preventDefault();
	});
	viewer.addEventListener('click', (event) => event.target === viewer && viewer.close());
	document.body.append(viewer);
};
