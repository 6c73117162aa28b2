import type { CueRequired, QuestionState } from '$lib/lesson/tracking';

/** One thing that comes up in a film. `question` is the sid of what is asked, null for a note. */
export interface Cue {
	at: number;
	pause: boolean;
	required: CueRequired;
	rewindTo: number | null;
	question: number | null;
	element: HTMLElement;
}

/** How a cue's question stands. */
export interface Given {
	state: Pick<QuestionState, 'correct'> | undefined;
	/** How often it may still be answered. */
	triesLeft: number;
}

/** A little more than a frame: a jump to a moment may land just before it. */
const hair = 0.05;

/** Whether a cue lets one go on. Where no try is left, "right" cannot be had any more and holds nobody back. */
export function letsGoOn({ required }: Pick<Cue, 'required'>, { state, triesLeft }: Given): boolean {
	if (required === 'no') return true;
	if (!state) return false;
	return required === 'answered' || state.correct !== false || triesLeft === 0;
}

/** Whether a cue need not come up again: its question is answered, and not wrong with a try left. A note always comes. */
export const isSettled = ({ question }: Pick<Cue, 'question'>, { state, triesLeft }: Given): boolean =>
	question !== null && state !== undefined && (state.correct !== false || triesLeft === 0);

/**
 * How far into a film one may jump: up to the first cue that does not let go on, and where the first viewing is forced not
 * past what was seen. Once the film is done, anywhere.
 */
export function farthest<C extends Pick<Cue, 'at' | 'required'>>(
	cues: readonly C[],
	given: (cue: C) => Given,
	viewing: { forced: boolean; done: boolean; furthest: number }
): number {
	if (viewing.done) return Infinity;
	const gate = cues.find((cue) => !letsGoOn(cue, given(cue)));
	return Math.min(gate?.at ?? Infinity, viewing.forced ? viewing.furthest : Infinity);
}

/** The index of the first cue that comes up when playing goes on from a moment. */
export function nextCue(cues: readonly Pick<Cue, 'at'>[], from: number): number {
	const index = cues.findIndex(({ at }) => at >= from - hair);
	return index < 0 ? cues.length : index;
}
