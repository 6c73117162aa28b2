import type { Pages } from './pages';

/** Remote control and keyboard: left and right turn pages, number keys choose, Enter checks or goes on. */
export function listenToKeys(pages: Pages): void {
	document.addEventListener('keydown', (event) => {
		const target = event.target instanceof HTMLElement ? event.target : document.body;
		if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
		if (document.querySelector('dialog[open]')) return;
		if (target.closest('textarea, input[type=text], input[type=range], audio, dialog')) return;
		// A film has keys of its own, but not what comes up in it.
		if (target.closest('.video-js, video') && !target.closest('.film-cue')) return;
		if (act(event.key, target, pages)) event.preventDefault();
	});
}

function act(key: string, target: HTMLElement, pages: Pages): boolean {
	const by = /^(ArrowRight|PageDown)$/.test(key) ? 1 : /^(ArrowLeft|PageUp)$/.test(key) ? -1 : null;
	if (by) {
		// Behind a film that fills the screen no page turns.
		if (document.fullscreenElement) return false;
		pages.step(by);
	} else if (/^[1-9]$/.test(key)) return choose(Number(key), target, pages);
	else if (key === 'Enter' && !target.closest('button, a, summary, input')) return enter(target, pages);
	else return false;
	return true;
}

const asking = (page: HTMLElement) => page.querySelector<HTMLElement>('.question[data-state=asking]');

/** What keys are for: what has come up in a film, else the page. */
const scope = (pages: Pages) =>
	pages.current.querySelector<HTMLElement>('.film-cue:not([hidden])') ?? pages.current;

const choosable = '.question[data-state=asking], .scenario:has(.scene:not([hidden]) .choice:enabled)';
const choices = '.option input, .scale input, .scene:not([hidden]) .choice:enabled';

function choose(number: number, target: HTMLElement, pages: Pages): boolean {
	const open = target.closest(choosable) ?? scope(pages).querySelector(choosable);
	const choice = open?.querySelectorAll<HTMLElement>(choices)[number - 1];
	// A story moves the keyboard on by itself.
	if (choice instanceof HTMLInputElement) choice.focus();
	choice?.click();
	return !!choice;
}

function enter(target: HTMLElement, pages: Pages): boolean {
	const within = target.closest<HTMLElement>('.question[data-state=asking]');
	const question = within ?? asking(scope(pages));
	const goOn = scope(pages).querySelector<HTMLElement>('.go-on');
	if (within || question?.querySelector('.options input:checked:enabled'))
		question?.querySelector<HTMLElement>('.check')?.click();
	else if (goOn) goOn.click();
	else pages.step(1);
	return true;
}
