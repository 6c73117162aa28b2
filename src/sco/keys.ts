import type { Pages } from './pages';

/** Remote control and keyboard: arrows turn pages, number keys choose, Enter checks or goes on. */
export function listenToKeys(pages: Pages): void {
	document.addEventListener('keydown', (event) => {
		const target = event.target instanceof HTMLElement ? event.target : document.body;
		if (document.querySelector('dialog[open]')) return;
		if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
		if (target.closest('textarea, input[type=text], input[type=range], .video-js, video, audio, dialog'))
			return;
		if (act(event.key, target, pages)) event.preventDefault();
	});
}

function act(key: string, target: HTMLElement, pages: Pages): boolean {
	if (key === 'ArrowRight' || key === 'PageDown') pages.step(1);
	else if (key === 'ArrowLeft' || key === 'PageUp') pages.step(-1);
	else if (/^[1-9]$/.test(key)) return choose(Number(key), target, pages);
	else if (key === 'Enter' && !target.closest('button, a, summary, input')) return enter(target, pages);
	else return false;
	return true;
}

const asking = (page: HTMLElement) => page.querySelector<HTMLElement>('.question[data-state=asking]');

function choose(number: number, target: HTMLElement, pages: Pages): boolean {
	const question = target.closest<HTMLElement>('.question[data-state=asking]') ?? asking(pages.current);
	const input = question?.querySelectorAll<HTMLInputElement>('.option input, .scale input')[number - 1];
	input?.click();
	input?.focus();
	return !!input;
}

function enter(target: HTMLElement, pages: Pages): boolean {
	const within = target.closest<HTMLElement>('.question[data-state=asking]');
	const question = within ?? asking(pages.current);
	if (within || question?.querySelector('.options input:checked:enabled'))
		question?.querySelector<HTMLElement>('.check')?.click();
	else pages.step(1);
	return true;
}
