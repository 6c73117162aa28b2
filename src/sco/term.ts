import * as m from '$messages';

/** A word with its meaning, shown beside it on focus, click or Enter; Escape or going on puts it away. */
export function term(element: HTMLElement): void {
	const word = element.querySelector('dfn');
	const meaning = element.querySelector<HTMLElement>('.meaning');
	if (!word || !meaning) return;
	const id = `meaning-${String(document.querySelectorAll('.meaning[id]').length)}`;
	meaning.id = id;
	meaning.setAttribute('role', 'note');
	for (const [name, value] of Object.entries({
		tabindex: '0',
		role: 'button',
		'aria-describedby': id,
		title: m.sco_term_show()
	}))
		word.setAttribute(name, value);

	const show = (open: boolean) => {
		element.classList.toggle('open', open);
		word.setAttribute('aria-expanded', String(open));
		meaning.style.removeProperty('translate');
		// Near an edge of the window the words are moved in.
		const box = meaning.getBoundingClientRect();
		const over =
			Math.max(0, box.right + 12 - document.documentElement.clientWidth) || Math.min(0, box.left - 12);
		if (open && over) meaning.style.translate = `${-over}px`;
	};
	show(false);
	let byFocus = false;
	word.addEventListener('focus', () => {
		byFocus = !element.classList.contains('open');
		show(true);
	});
	word.addEventListener('blur', () => show(false));
	word.addEventListener('click', (event) => {
		// A word in an answer does not choose the answer.
		event.preventDefault();
		event.stopPropagation();
		// The click that gave it the focus has opened it already.
		show(byFocus || !element.classList.contains('open'));
		byFocus = false;
	});
	word.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' || event.key === ' ') show(!element.classList.contains('open'));
		else if (event.key === 'Escape' && element.classList.contains('open')) show(false);
		else return;
		byFocus = false;
		event.preventDefault();
		event.stopPropagation();
	});
}
