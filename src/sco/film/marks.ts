import { isDone, timeText } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el } from '../dom';
import type { Session } from '../session';
import type { ChapterMark } from './read-cues';
import type { Cue } from './rules';

/** Marks on the line of a film's time: chapters and what comes up. */
export function putMarks(bar: HTMLElement, cues: Cue[], chapters: ChapterMark[], length: number): void {
	for (const old of bar.querySelectorAll('.film-mark')) old.remove();
	if (!(length > 0)) return;
	const put = (at: number, kind: string) => {
		const mark = el('span', { class: `film-mark at-${kind}`, 'aria-hidden': 'true' });
		mark.style.left = `${Math.min(100, (at / length) * 100)}%`;
		bar.append(mark);
	};
	for (const { at } of chapters) if (at > 0) put(at, 'chapter');
	for (const cue of cues) put(cue.at, cue.question === null ? 'note' : 'question');
}

/** Buttons to a film's chapters. */
export function chapterButtons(chapters: ChapterMark[], go: (at: number) => void): HTMLElement[] {
	if (!chapters.length) return [];
	const list = chapters.map(({ at, title }) => {
		const entry = button('', 'plain', () => go(at));
		entry.append(el('span', { class: 'film-time' }, timeText(at)), ` ${title}`);
		return entry;
	});
	return [el('nav', { class: 'film-chapters', 'aria-label': m.sco_film_chapters() }, ...list)];
}

/** Buttons to a film's questions, each with its state. Tells how to say the states again. */
export function questionButtons(
	cues: Cue[],
	session: Session,
	open: (cue: Cue) => void
): { elements: HTMLElement[]; refresh: () => void } {
	const asked = cues.flatMap((cue) => {
		const item = cue.question === null ? undefined : session.item(cue.question);
		return item ? [{ cue, item, entry: button('', 'plain', () => open(cue)) }] : [];
	});
	const refresh = () => {
		for (const { cue, item, entry } of asked) {
			const done = isDone(item, session.state);
			const wrong = session.state.questions[item.sid]?.correct === false;
			const sign = done ? (wrong ? '✕' : '✓') : '–';
			entry.textContent = `${sign} ${timeText(cue.at)}`;
			entry.setAttribute('aria-label', `${m.sco_film_cue({ time: timeText(cue.at) })} ${item.text} ${sign}`);
		}
	};
	if (!asked.length) return { elements: [], refresh };
	const name = el('span', {}, m.sco_film_questions());
	const row = el('nav', { class: 'film-questions', 'aria-label': m.sco_film_questions() }, name);
	row.append(...asked.map(({ entry }) => entry));
	return { elements: [row], refresh };
}
