import * as m from '$messages';
import { el } from '../dom';
import type { Behaviour } from './behaviour';

/** One picture over the other; a slider, by mouse, finger or arrow keys, says how much of each is seen. */
export const comparison: Behaviour = (element) => {
	const images = [...element.querySelectorAll('img')];
	const labels = [...element.querySelectorAll('figcaption')].map((label) => label.textContent);
	const [before, after] = images;
	if (!before || !after) return;
	const slider = el('input', {
		type: 'range',
		min: '0',
		max: '100',
		step: '5',
		value: '50',
		'aria-label': m.sco_compare({ before: labels[0] ?? '', after: labels[1] ?? '' })
	});
	const stage = el('div', { class: 'compare-stage' });
	const move = () => {
		stage.style.setProperty('--at', `${slider.value}%`);
		slider.setAttribute(
			'aria-valuetext',
			m.sco_compare_at({ percent: slider.value, before: labels[0] ?? '' })
		);
	};
	slider.addEventListener('input', move);
	stage.append(
		before,
		after,
		el('span', { class: 'compare-label before', 'aria-hidden': 'true' }, labels[0] ?? ''),
		el('span', { class: 'compare-label after', 'aria-hidden': 'true' }, labels[1] ?? ''),
		el('span', { class: 'compare-handle', 'aria-hidden': 'true' }),
		slider
	);
	element.replaceChildren(stage);
	move();
};
