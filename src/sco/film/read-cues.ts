import type { Cue } from './rules';

/** Takes the cues of a film out of the page: each comes up when its time has come, until then nothing of it is there. */
export function takeCues(figure: HTMLElement): Cue[] {
	const elements = [...figure.querySelectorAll<HTMLElement>('.cue')];
	figure.querySelector('.cues')?.remove();
	return elements.map((element) => {
		element.remove();
		const { at, pass, required, rewind, question } = element.dataset;
		return {
			element,
			at: Number(at) || 0,
			pause: pass === undefined,
			required: required === 'answered' || required === 'right' ? required : 'no',
			rewindTo: rewind === undefined ? null : Number(rewind),
			question: question === undefined ? null : Number(question)
		};
	});
}

/** A named part of a film. */
export interface ChapterMark {
	at: number;
	title: string;
}

/** Takes the list of chapters out of the page. */
export function takeChapters(figure: HTMLElement): ChapterMark[] {
	const list = figure.querySelector('.chapters');
	list?.remove();
	return [...(list?.querySelectorAll<HTMLElement>('li') ?? [])].map((line) => ({
		at: Number(line.dataset.at) || 0,
		title: line.lastElementChild?.textContent ?? ''
	}));
}
