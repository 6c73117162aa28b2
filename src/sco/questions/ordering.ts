import { judge, shuffled, type OrderingItem } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el, plainText } from '../dom';
import type { AnsweringOf } from './answering';
import { putMark } from './mark';

/** Rows with buttons to move them up and down. */
export const ordering: AnsweringOf<OrderingItem> = (element, item, seed) => {
	const list = element.querySelector<HTMLElement>('.order')!;
	const rows = new Map(
		[...list.querySelectorAll<HTMLElement>(':scope > li')].map((li) => [li.dataset.key ?? '', li])
	);
	let order: string[] = [];
	let on = true;
	const solution = el('ol', { class: 'solution', hidden: '' });
	list.after(solution);

	for (const [key, li] of rows) {
		const text = plainText(li);
		const up = button('↑', 'plain move', () => move(key, -1, up));
		const down = button('↓', 'plain move', () => move(key, 1, down));
		up.setAttribute('aria-label', m.sco_move_up({ text }));
		down.setAttribute('aria-label', m.sco_move_down({ text }));
		li.replaceChildren(el('span', { class: 'text' }, text), up, down);
	}
	const move = (key: string, by: -1 | 1, control: HTMLButtonElement) => {
		const at = order.indexOf(key);
		const to = at + by;
		if (!on || to < 0 || to >= order.length) return;
		order.splice(at, 1);
		order.splice(to, 0, key);
		place();
		// A row at the end has one way left; the keyboard stays on the row.
		if (control.disabled) rows.get(key)?.querySelector<HTMLElement>('button:enabled')?.focus();
		else control.focus();
		element.dispatchEvent(new Event('change', { bubbles: true }));
	};
	const place = () => {
		order.forEach((key, i) => {
			const li = rows.get(key)!;
			li.style.setProperty('--n', `'${i + 1}'`);
			list.append(li);
			const [up, down] = li.querySelectorAll('button');
			if (up) up.disabled = !on || i === 0;
			if (down) down.disabled = !on || i === order.length - 1;
		});
	};
	const start = () => {
		const mixed = shuffled(item.options, seed, item.sid).map(({ key }) => key);
		// Chance may have put everything right already: then there would be nothing to do.
		return judge(item, mixed).correct ? [...mixed.slice(1), mixed[0]!] : mixed;
	};
	return {
		read: () => ({ answer: [...order] }),
		show(answer) {
			order = Array.isArray(answer) && answer.every((key) => rows.has(key)) ? [...answer] : start();
			for (const li of rows.values()) putMark(li, null);
			solution.hidden = true;
			place();
		},
		enable(enabled) {
			on = enabled;
			place();
		},
		mark(answer, reveal) {
			const given = Array.isArray(answer) ? answer : [];
			item.options.forEach(({ key }, i) => {
				const li = rows.get(given[i] ?? '');
				if (li) putMark(li, given[i] === key ? 'right' : 'wrong');
			});
			solution.hidden = !reveal || judge(item, answer).correct === true;
			solution.replaceChildren(...item.options.map(({ text }) => el('li', {}, text)));
		},
		focus: () => list.querySelector<HTMLElement>('button:enabled')?.focus()
	};
};
