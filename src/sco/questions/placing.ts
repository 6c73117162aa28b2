import type { Answer, GroupingItem, MatchingItem } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el, plainText } from '../dom';
import type { Answering, AnsweringOf } from './answering';
import { putMark } from './mark';

/**
 * Two lists: one takes a thing of the first, then says where it belongs in the second. `own` gives each thing its right
 * place; `once`: a place holds one thing only.
 */
function placing(element: HTMLElement, own: Map<string, string>, once: boolean): Answering {
	const box = element.querySelector<HTMLElement>('.placing')!;
	const entries = (list: string) =>
		[...box.querySelectorAll<HTMLElement>(`.${list} > li`)].map((li) => ({
			li,
			key: li.dataset.key ?? '',
			text: plainText(li)
		}));
	const placed = new Map<string, string>();
	let held: string | null = null;
	let on = true;

	const places = entries('places').map((entry, i) => {
		const letter = String.fromCharCode(65 + i);
		const control = button('', 'place', () => put(entry.key));
		control.append(el('strong', {}, letter), el('span', {}, entry.text));
		entry.li.replaceChildren(control);
		return { ...entry, letter, control };
	});
	const things = entries('things').map((entry) => {
		const control = button('', 'thing', () => hold(entry.key));
		const where = el('span', { class: 'where' });
		control.append(el('span', {}, entry.text), where);
		entry.li.replaceChildren(control);
		return { ...entry, control, where };
	});

	const hold = (key: string) => {
		held = key;
		refresh();
	};
	const put = (place: string) => {
		if (held === null || !on) return;
		if (once) for (const [thing, at] of placed) if (at === place) placed.delete(thing);
		placed.set(held, place);
		held = things.find(({ key }) => !placed.has(key))?.key ?? null;
		element.dispatchEvent(new Event('change', { bubbles: true }));
		refresh();
	};
	const refresh = () => {
		for (const thing of things) {
			const at = places.find(({ key }) => key === placed.get(thing.key));
			thing.where.textContent = at ? `${at.letter} ${at.text}` : m.sco_place_none();
			thing.where.dataset.placed = String(!!at);
			thing.control.setAttribute('aria-pressed', String(on && thing.key === held));
			thing.control.disabled = !on;
		}
		for (const place of places) place.control.disabled = !on || held === null;
	};
	// Number keys choose a place for what is held, as they choose an option elsewhere.
	box.addEventListener('keydown', (event) => {
		const place = /^[1-9]$/.test(event.key) ? places[Number(event.key) - 1] : undefined;
		if (!place || !on) return;
		event.preventDefault();
		event.stopPropagation();
		put(place.key);
	});

	return {
		read() {
			const answer = things.flatMap(({ key }) => (placed.has(key) ? [key + placed.get(key)!] : []));
			return placed.size === things.length ? { answer } : { missing: m.sco_place_first() };
		},
		show(answer) {
			placed.clear();
			for (const pair of Array.isArray(answer) ? answer : []) placed.set(pair[0]!, pair[1]!);
			held = answer === null ? (things[0]?.key ?? null) : null;
			for (const thing of things) {
				putMark(thing.control, null);
				thing.li.querySelector('.solution')?.remove();
			}
			refresh();
		},
		enable(enabled) {
			on = enabled;
			refresh();
		},
		mark(answer: Answer, reveal) {
			const given = new Map(Array.isArray(answer) ? answer.map((pair) => [pair[0]!, pair[1]!]) : []);
			for (const thing of things) {
				const right = given.get(thing.key) === own.get(thing.key);
				putMark(thing.control, right ? 'right' : 'wrong');
				const solution = places.find(({ key }) => key === own.get(thing.key));
				if (reveal && !right && solution)
					thing.li.append(el('span', { class: 'solution' }, `${solution.letter} ${solution.text}`));
			}
		},
		focus: () => things[0]?.control.focus()
	};
}

export const matching: AnsweringOf<MatchingItem> = (element, item) =>
	placing(element, new Map(item.pairs.map(({ key }) => [key, key])), true);

export const grouping: AnsweringOf<GroupingItem> = (element, item) =>
	placing(
		element,
		new Map(item.groups.flatMap((group) => group.options.map(({ key }) => [key, group.key] as const))),
		false
	);
