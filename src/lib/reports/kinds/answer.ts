import type { BodyOf } from '$lib/ledger';
import type { AttemptFigure, FigureAnswer } from '$lib/store';
import type { CountedKind } from './kind';

export const answer: CountedKind<BodyOf<'answer'>> = {
	attempt: {
		opens: false,
		add(figure, { item, sid, question, text, correct, tries }, { seq, at }) {
			addAnswer(figure, item ?? String(sid), { seq, at, question, text, correct, tries });
		}
	}
};

/** Notes an answer unless a later one is there. */
export function addAnswer({ answers }: AttemptFigure, name: string, given: FigureAnswer): void {
	const known = Object.hasOwn(answers, name) ? answers[name] : undefined;
	if (!known || given.seq > known.seq) answers[name] = given;
}
