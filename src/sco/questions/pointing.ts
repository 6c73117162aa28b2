import { outside, type HotspotArea, type HotspotItem } from '$lib/lesson/tracking';
import * as m from '$messages';
import { el } from '../dom';
import type { AnsweringOf } from './answering';

/** How far an arrow key moves the pointer, in percent of the picture. */
const stride = 2;

function isIn(area: HotspotArea, x: number, y: number): boolean {
	const [dx, dy] = [(x - area.x) / area.width, (y - area.y) / area.height];
	if (area.shape === 'rectangle') return dx >= 0 && dx <= 1 && dy >= 0 && dy <= 1;
	return (dx - 0.5) ** 2 + (dy - 0.5) ** 2 <= 0.25;
}

const centre = (area: HotspotArea): [number, number] => [area.x + area.width / 2, area.y + area.height / 2];

/** A picture to point at, by mouse, finger or arrow keys. */
export const pointing: AnsweringOf<HotspotItem> = (element, item) => {
	const picture = element.querySelector<HTMLElement>('.picture');
	if (!picture) return nothing;
	const pointer = el('span', { class: 'pointer', 'aria-hidden': 'true' });
	const said = el('span', { class: 'said', role: 'status' });
	picture.tabIndex = 0;
	picture.setAttribute('role', 'application');
	picture.setAttribute('aria-label', m.sco_point_here());
	picture.append(pointer);
	picture.after(said);
	let at: [number, number] | null = null;
	let on = true;

	const hit = () => (at ? (item.areas.find((area) => isIn(area, ...at!))?.key ?? outside) : null);
	const point = (x: number, y: number) => {
		at = [Math.min(100, Math.max(0, x)), Math.min(100, Math.max(0, y))];
		place();
		element.dispatchEvent(new Event('change', { bubbles: true }));
	};
	const place = () => {
		pointer.hidden = at === null;
		if (!at) return;
		pointer.style.left = `${at[0]}%`;
		pointer.style.top = `${at[1]}%`;
	};
	picture.addEventListener('click', (event) => {
		const box = picture.getBoundingClientRect();
		if (on)
			point(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
	});
	picture.addEventListener('keydown', (event) => {
		const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
		if (!by || !on) return;
		const [x, y] = at ?? [50, 50];
		// At the edge up and down lead out of the picture.
		if ((by[1] === -1 && y === 0) || (by[1] === 1 && y === 100)) return;
		event.preventDefault();
		event.stopPropagation();
		point(x + by[0]! * stride, y + by[1]! * stride);
	});
	const clearAreas = () => {
		for (const shape of picture.querySelectorAll('.area')) shape.remove();
		said.textContent = '';
	};
	const outline = (area: HotspotArea) => {
		const shape = el('span', { class: `area ${area.shape} ${area.correct ? 'right' : 'wrong'}` });
		for (const side of ['x', 'y', 'width', 'height'] as const)
			shape.style.setProperty({ x: 'left', y: 'top' }[side as 'x'] ?? side, `${area[side]}%`);
		picture.append(shape);
	};
	return {
		read() {
			const answer = hit();
			return answer === null ? { missing: m.sco_point_first() } : { answer };
		},
		show(answer) {
			clearAreas();
			const area = item.areas.find(({ key }) => key === answer);
			if (answer === null) at = null;
			// Where exactly somebody pointed is not kept, only at what.
			else if (hit() !== answer) at = area ? centre(area) : null;
			place();
		},
		enable(enabled) {
			on = enabled;
			picture.dataset.on = String(enabled);
		},
		mark(answer, reveal) {
			clearAreas();
			const chosen = item.areas.find(({ key }) => key === answer);
			said.textContent = chosen ? chosen.text : m.sco_point_outside();
			for (const area of item.areas) if (area === chosen || (reveal && area.correct)) outline(area);
		},
		focus: () => picture.focus()
	};
};

/** A question whose picture was never chosen: there is nothing to point at. */
const nothing = {
	read: () => ({ missing: m.sco_point_first() }),
	show: () => undefined,
	enable: () => undefined,
	mark: () => undefined,
	focus: () => undefined
};
