import { timeText } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el } from '../dom';
import { letsGoOn, type Cue, type Given } from './rules';

/** What the one who watches can do at a cue. */
interface CueActs {
	given(cue: Cue): Given;
	goOn(): void;
	rewind(to: number): void;
}

/** Where a film's notes and questions come up, inside what goes full screen. */
export class CueStand {
	readonly element = el('section', { class: 'film-cue', tabindex: '-1', hidden: '' });
	readonly #place = el('div', { class: 'film-cue-text' });
	readonly #why = el('p', { class: 'film-cue-why', role: 'status' });
	readonly #goOn = button(`▶ ${m.sco_film_go_on()}`, 'go-on', () => this.acts.goOn());
	readonly #rewind = button('', 'rewind', () => this.#rewindTo());
	#open: Cue | null = null;

	constructor(readonly acts: CueActs) {
		this.element.append(
			this.#place,
			el('div', { class: 'film-cue-go' }, this.#rewind, this.#goOn, this.#why)
		);
	}

	/** The cue that is up; null while the film plays. */
	get cue(): Cue | null {
		return this.#open;
	}

	show(cue: Cue): void {
		this.#open = cue;
		this.#place.replaceChildren(cue.element);
		this.element.setAttribute('aria-label', m.sco_film_cue({ time: timeText(cue.at) }));
		this.element.hidden = false;
		// Whoever comes back after a wrong answer is asked anew.
		if (this.acts.given(cue).state?.correct === false)
			cue.element.querySelector<HTMLElement>('.retry:not([hidden])')?.click();
		this.refresh();
		this.element.focus({ preventScroll: true });
		if (!document.fullscreenElement) this.element.scrollIntoView({ block: 'nearest' });
	}

	hide(): void {
		this.#open?.element.remove();
		this.#open = null;
		this.element.hidden = true;
	}

	/** Says again what can be done, after an answer. */
	refresh(): void {
		const cue = this.#open;
		if (!cue) return;
		const given = this.acts.given(cue);
		const may = letsGoOn(cue, given);
		const wrong = given.state?.correct === false;
		this.#rewind.hidden = cue.rewindTo === null || !wrong;
		if (cue.rewindTo !== null)
			this.#rewind.textContent = `↺ ${m.sco_film_rewind({ time: timeText(cue.rewindTo) })}`;
		this.#goOn.disabled = !may;
		// One filled button: the answer's, then what leads on.
		const asking = cue.element.querySelector('.question[data-state=asking]') !== null;
		this.#goOn.classList.toggle('primary', may && !asking && this.#rewind.hidden);
		this.#rewind.classList.toggle('primary', !asking);
		this.#why.textContent = may
			? ''
			: cue.required === 'right'
				? m.sco_film_until_right()
				: m.sco_film_until_answered();
	}

	/** After an answer the keyboard is where one goes on: what was answered takes no keys any more. */
	answered(): void {
		this.refresh();
		if (!this.#open) return;
		if (this.#goOn.classList.contains('primary')) this.#goOn.focus();
		else if (!(document.activeElement instanceof HTMLButtonElement)) this.#rewind.focus();
	}

	#rewindTo(): void {
		if (this.#open && this.#open.rewindTo !== null) this.acts.rewind(this.#open.rewindTo);
	}
}
