import * as m from '$messages';
import { around } from './around';
import { button } from './dom';
import { pickVoice, sayings } from './voice';

const sizes = [1, 1.25, 1.5, 1.75, 2];
const kept = 'yuanke-size';

/** A button that makes the letters larger step by step, from what the station shows; remembered while the window is open. */
export function sizeButton(): HTMLButtonElement {
	let at = Math.max(0, sizes.indexOf(Number(remembered() ?? around('yuankeZoom'))));
	const show = () => {
		const size = sizes[at] ?? 1;
		document.documentElement.style.setProperty('--zoom', String(size));
		control.textContent = m.sco_size({ percent: Math.round(size * 100) });
	};
	const control = button('', 'quiet size', () => {
		at = (at + 1) % sizes.length;
		remember(String(sizes[at]));
		show();
	});
	show();
	return control;
}

// A sandboxed frame has no storage; then the size lasts as long as the page.
function remembered(): string | null {
	try {
		return sessionStorage.getItem(kept);
	} catch {
		return null;
	}
}
function remember(size: string): void {
	try {
		sessionStorage.setItem(kept, size);
	} catch {
		// see above
	}
}

/** A button that shows or hides the pinyin above the characters. */
export function pinyinButton(): HTMLButtonElement {
	const root = document.documentElement;
	const control = button(m.sco_pinyin(), 'quiet', () => {
		root.dataset.pinyin = root.dataset.pinyin === 'on' ? 'off' : 'on';
		control.setAttribute('aria-pressed', String(root.dataset.pinyin === 'on'));
	});
	control.setAttribute('aria-pressed', 'true');
	return control;
}

const unspoken = 'rt, button, .mark, dialog, video, audio, .about:not([open])';
const parts = 'h1, h2, h3, h4, p, li, tr, legend, label, figcaption, summary, dt, dd, blockquote, div';

/** What is to be seen of a page, a line for each part: answers and hints that are not shown yet are not told. */
function spoken(page: HTMLElement): string {
	const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
	let said = '';
	let part: Element | null = null;
	while (texts.nextNode()) {
		const { parentElement: around, textContent } = texts.currentNode;
		if (!around?.checkVisibility({ visibilityProperty: true }) || around.closest(unspoken)) continue;
		const of = around.closest(parts);
		said += (of === part ? '' : '\n') + (textContent ?? '');
		part = of;
	}
	return said;
}

/** What is being read aloud stops. */
export const hush = (): void => globalThis.speechSynthesis?.cancel();

/** A button that reads the page on screen aloud; shown only where the computer has a voice for the language. */
export function aloudButton(lang: string, page: () => HTMLElement): HTMLButtonElement | null {
	if (!('speechSynthesis' in window)) return null;
	const control = button(`▶ ${m.sco_aloud()}`, 'quiet', () => {
		if (speechSynthesis.speaking) return hush();
		const utterances = sayings(spoken(page())).map((piece) => new SpeechSynthesisUtterance(piece));
		const show = () =>
			(control.textContent = speechSynthesis.speaking ? `■ ${m.sco_aloud_stop()}` : `▶ ${m.sco_aloud()}`);
		for (const utterance of utterances) {
			utterance.lang = lang;
			utterance.voice = voice();
			utterance.rate = 0.9;
			// Between two pieces nothing may be spoken for a moment.
			utterance.onstart = utterance.onerror = show;
			speechSynthesis.speak(utterance);
		}
		const last = utterances.at(-1);
		if (last) last.onend = () => (control.textContent = `▶ ${m.sco_aloud()}`);
	});
	const voice = () => pickVoice(speechSynthesis.getVoices(), lang);
	const look = () => (control.hidden = voice() === null);
	look();
	// Voices are found after the page is.
	speechSynthesis.addEventListener('voiceschanged', look);
	window.addEventListener('pagehide', hush);
	return control;
}
