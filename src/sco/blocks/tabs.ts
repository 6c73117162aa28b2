import { button, el } from '../dom';
import type { Behaviour } from './behaviour';

let made = 0;

/** Parts of which one is seen at a time: tabs as WAI-ARIA has them, arrow keys included. */
export const tabs: Behaviour = (element) => {
	const panels = [...element.querySelectorAll<HTMLElement>(':scope > .tab')];
	const list = el('div', { class: 'tab-list', role: 'tablist' });
	const group = ++made;
	const choose = (to: number, focus: boolean) => {
		panels.forEach((panel, i) => (panel.hidden = i !== to));
		chooser.forEach((tab, i) => {
			tab.setAttribute('aria-selected', String(i === to));
			tab.tabIndex = i === to ? 0 : -1;
		});
		if (focus) chooser[to]?.focus();
	};
	const chooser = panels.map((panel, i) => {
		const heading = panel.querySelector<HTMLElement>('.tab-title');
		const tab = button(heading?.textContent ?? String(i + 1), 'tab-button', () => choose(i, true));
		tab.id = `tab-${group}-${i}`;
		panel.id = `tab-panel-${group}-${i}`;
		tab.setAttribute('role', 'tab');
		tab.setAttribute('aria-controls', panel.id);
		panel.setAttribute('role', 'tabpanel');
		panel.setAttribute('aria-labelledby', tab.id);
		panel.tabIndex = 0;
		return tab;
	});
	list.append(...chooser);
	list.addEventListener('keydown', (event) => {
		const at = chooser.indexOf(document.activeElement as HTMLButtonElement);
		const last = chooser.length - 1;
		const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
		if (at < 0 || to === undefined) return;
		event.preventDefault();
		choose(to < 0 ? last : to > last ? 0 : to, true);
	});
	element.prepend(list);
	choose(0, false);
};
