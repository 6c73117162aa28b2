import type { Entry, EntryBody } from '$lib/ledger';
import { figuresFormat, type AttemptFigure, type FigureAnswer } from '$lib/store';
import { withEvidence, type Fold, type Where } from './fold';
import { nameOf, orgAt } from './proof';

type Opened = Extract<EntryBody, { kind: 'attempt-opened' }>;

/** `attempt:<stationId>:<deviceId>:<attemptId>` */
export const attemptFigureId = (stationId: string, deviceId: string, attemptId: string): string =>
	`attempt:${stationId}:${deviceId}:${attemptId}`;

/** One person's way through one lesson. What one device recorded, no other device can change. */
export const attempts: Fold<AttemptFigure> = {
	figureId: ({ body }, { stationId, deviceId }) =>
		'attemptId' in body ? attemptFigureId(stationId, deviceId, body.attemptId) : null,

	/** An attempt begins by being opened, and is one person's from then on. */
	takes: (figure, { body, by }) => (figure ? figure.personId === by.id : body.kind === 'attempt-opened'),

	apply(figure, entry, where) {
		const before = figure ?? empty(entry, where);
		const startedAt = entry.at < before.startedAt ? entry.at : before.startedAt;
		const { year, month } = programmeMonth(startedAt);
		const next: AttemptFigure = {
			...before,
			...{ startedAt, year, month, org: orgAt(startedAt, where.facts) },
			lastAt: entry.at > before.lastAt ? entry.at : before.lastAt,
			evidence: withEvidence(before.evidence, where.evidence)
		};
		const { body } = entry;
		switch (body.kind) {
			case 'attempt-opened':
				return entry.seq > next.openedSeq ? { ...next, ...opening(entry, body, where) } : next;
			case 'answer':
				return withAnswer(next, entry, body.item ?? String(body.sid), {
					...{ question: body.question, text: body.text, correct: body.correct, tries: body.tries }
				});
			case 'discussion':
				return withAnswer(next, entry, String(body.sid), {
					...{ question: body.question, text: body.points, correct: null, tries: 1 }
				});
			case 'attempt-status': {
				const { completion, success, scaled, seconds } = body;
				return entry.seq > next.statusSeq
					? { ...next, statusSeq: entry.seq, completion, success, scaled, seconds }
					: next;
			}
			default:
				return next;
		}
	}
};

function empty(entry: Entry, { stationId, deviceId }: Where): AttemptFigure {
	const attemptId = 'attemptId' in entry.body ? entry.body.attemptId : '';
	return {
		_id: attemptFigureId(stationId, deviceId, attemptId),
		kind: 'attempt',
		formatVersion: figuresFormat,
		...{ stationId, deviceId, attemptId, org: [], year: 0, month: 0 },
		...{ openedSeq: 0, personId: entry.by.id, personName: '', identifiedBy: '' },
		...{ lessonId: '', release: 0, title: '' },
		...{ startedAt: entry.at, lastAt: entry.at },
		...{ statusSeq: 0, completion: 'incomplete', success: 'unknown', scaled: null, seconds: 0 },
		...{ answers: {}, evidence: [] }
	};
}

function opening(
	{ seq, by }: Entry,
	{ lessonId, release, title }: Opened,
	{ evidence, facts }: Where
): Partial<AttemptFigure> {
	return {
		openedSeq: seq,
		personId: by.id,
		// What the hub wrote in roster and catalogue is the name, not what a station repeats of it.
		personName: nameOf(by.id, evidence.seen, facts) ?? by.name,
		identifiedBy: by.how,
		lessonId,
		release,
		title: facts.release(lessonId, release)?.title ?? title
	};
}

function withAnswer(
	figure: AttemptFigure,
	{ seq, at }: Entry,
	name: string,
	answer: Omit<FigureAnswer, 'seq' | 'at'>
): AttemptFigure {
	const known = figure.answers[name];
	if (known && known.seq >= seq) return figure;
	return { ...figure, answers: { ...figure.answers, [name]: { seq, at, ...answer } } };
}

/** Year and month of a moment (ISO 8601) by the programme's clock, China Standard Time. */
export function programmeMonth(at: string): { year: number; month: number } {
	const local = new Date(Date.parse(at) + 8 * 3600_000);
	return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1 };
}
