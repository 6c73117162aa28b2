import type { BodyOf } from '$lib/ledger';
import { isAfter, nameOf } from '../proof';
import type { CountedKind } from './kind';

export const attemptOpened: CountedKind<BodyOf<'attempt-opened'>> = {
	release: ({ lessonId, release }) => [lessonId, release],

	judge({ lessonId, release: number }, { at }, seen, facts) {
		const release = facts.release(lessonId, number);
		if (!release || release.releasedAt > seen) return 'release';
		return isAfter(at, release.releasedAt) ? null : 'date';
	},

	attempt: {
		opens: true,
		add(figure, { lessonId, release, title }, { seq, by }, { evidence, facts }) {
			if (seq <= figure.openedSeq) return;
			Object.assign(figure, {
				openedSeq: seq,
				personId: by.id,
				// What the hub wrote in roster and catalogue is the name, not what a station repeats of it.
				personName: nameOf(by.id, evidence.seen, facts) ?? by.name,
				identifiedBy: by.how,
				lessonId,
				release,
				title: facts.release(lessonId, release)?.title ?? title
			});
		}
	}
};
