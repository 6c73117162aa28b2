import type { BodyOf } from '$lib/ledger';
import type { CountedKind } from './kind';

export const attemptStatus: CountedKind<BodyOf<'attempt-status'>> = {
	attempt: {
		opens: false,
		add(figure, { completion, success, scaled, seconds }, { seq }) {
			if (seq > figure.statusSeq)
				Object.assign(figure, { statusSeq: seq, completion, success, scaled, seconds });
		}
	}
};
