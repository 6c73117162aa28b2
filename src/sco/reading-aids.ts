import * as m from '$messages';
import { button, plainText } from './dom';

const sizes = [1, 1.25, 1.5, 1.75];
const kept = 'yuanke-size';

/** A button that makes the letters larger step by step, remembered while the window is open. */
export function sizeButton(): HTMLButtonElement {
	let at = Math.max(0, sizes.indexOf(Number(remembered())));
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

/** A voice on this computer for a language; voices that need the network are of no use at a station. */
const voiceFor = (lang: string) =>
	speechSynthesis
		.getVoices()
		.find((voice) => voice.localService && voice.lang.slice(0, 2) === lang.slice(0, 2)) ?? null;

/** A button that reads the page on screen aloud; shown only where the computer has a voice for the language. */
export function aloudButton(lang: string, page: () => HTMLElement): HTMLButtonElement | null {
	if (!('speechSynthesis' in window)) return null;
	const control = button(`▶ ${m.sco_aloud()}`, 'quiet', () => {
		if (speechSynthesis.speaking) return speechSynthesis.cancel();
		const utterance = new SpeechSynthesisUtterance(plainText(page()));
		utterance.lang = lang;
		utterance.voice = voiceFor(lang);
		utterance.rate = 0.9;
		utterance.onstart = () => (control.textContent = `■ ${m.sco_aloud_stop()}`);
		utterance.onend = utterance.onerror = () => (control.textContent = `▶ ${m.sco_aloud()}`);
		speechSynthesis.speak(utterance);
	});
	const look = () => (control.hidden = voiceFor(lang) === null);
	look();
	// Voices are found after the page is.
	speechSynthesis.addEventListener('voiceschanged', look);
	window.addEventListener('pagehide', () => speechSynthesis.cancel());
	return control;
}
