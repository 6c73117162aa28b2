import type { Point } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el } from '../dom';
import type { Behaviour } from './behaviour';

/** A discussion: a timer for the room, and a place for the main points by group or person. */
export const discussion: Behaviour = (element, item, session) => {
	if (item?.kind !== 'discussion') return;
	element.append(timer(item.minutes));
	const list = el('ol', { class: 'points' });
	const rows: { who: HTMLInputElement; text: HTMLTextAreaElement; row: HTMLElement }[] = [];
	const whoLabel = item.by === 'group' ? m.sco_point_group() : m.sco_point_person();

	const keep = () => {
		const points = rows.map(({ who, text }): Point => ({ who: who.value.trim(), text: text.value.trim() }));
		session.note(
			item.sid,
			points.filter((point) => point.text)
		);
	};
	const addRow = (point: Point) => {
		const who = el('input', { type: 'text', maxlength: '40', 'aria-label': whoLabel, placeholder: whoLabel });
		const text = el('textarea', {
			rows: '2',
			maxlength: '1000',
			'aria-label': m.sco_point_text(),
			placeholder: m.sco_point_text()
		});
		who.value = point.who;
		text.value = point.text;
		who.addEventListener('input', keep);
		text.addEventListener('input', keep);
		const row = el('li', {}, who, text);
		const entry = { who, text, row };
		row.append(
			button(m.sco_point_remove(), 'quiet', () => {
				rows.splice(rows.indexOf(entry), 1);
				row.remove();
				keep();
			})
		);
		rows.push(entry);
		list.append(row);
		return entry;
	};
	const before = session.state.discussions[item.sid] ?? [];
	for (const point of before.length ? before : [{ who: '', text: '' }]) addRow(point);
	element.append(
		el('h2', {}, m.sco_points()),
		list,
		button(m.sco_point_add(), 'plain', () => addRow({ who: '', text: '' }).who.focus())
	);
};

function timer(minutes: number): HTMLElement {
	let left = minutes * 60;
	let endsAt = 0;
	let tick: ReturnType<typeof setInterval> | undefined;
	const face = el('output', { class: 'time', role: 'timer' });
	const start = button(m.sco_timer_start(), 'plain', () => (tick ? pause() : run()));
	const again = button(m.sco_timer_again(), 'quiet', () => {
		pause();
		left = minutes * 60;
		show();
	});
	const show = () => {
		face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
		box.dataset.over = String(left === 0);
		if (left === 0) face.textContent += ` ${m.sco_timer_over()}`;
	};
	const pause = () => {
		clearInterval(tick);
		tick = undefined;
		start.textContent = m.sco_timer_start();
	};
	const run = () => {
		if (left === 0) left = minutes * 60;
		endsAt = Date.now() + left * 1000;
		start.textContent = m.sco_timer_pause();
		tick = setInterval(() => {
			left = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
			if (left === 0) pause();
			show();
		}, 250);
	};
	const box = el('div', { class: 'timer' }, face, start, again);
	show();
	return box;
}
