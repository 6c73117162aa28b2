import type { BodyOf } from '$lib/ledger';
import { addAnswer } from './answer';
import type { CountedKind } from './kind';

export const discussion: CountedKind<BodyOf<'discussion'>> = {
	attempt: {
		opens: false,
		add(figure, { sid, question, points: text }, { seq, at }) {
			addAnswer(figure, String(sid), { seq, at, question, text, correct: null, tries: 1 });
		}
	}
};
