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

	opens: ({ body }) => body.kind === 'attempt-opened',
	owner: ({ personId }) => personId,

	apply(figure, entries, where) {
		const before = figure ?? empty(entries[0], where);
		const next = { ...before, answers: { ...before.answers } };
		for (const entry of entries) add(next, entry, where);
		next.evidence = withEvidence(before.evidence, where.evidence);
		next.org = orgAt(next.startedAt, where.facts);
		return Object.assign(next, programmeMonth(next.startedAt));
	}
};

/** Adds an entry to a figure that nobody else holds yet. */
function add(figure: AttemptFigure, entry: Entry, where: Where): void {
	const { at, seq, body } = entry;
	if (at < figure.startedAt) figure.startedAt = at;
	if (at > figure.lastAt) figure.lastAt = at;
	switch (body.kind) {
		case 'attempt-opened':
			if (seq > figure.openedSeq) Object.assign(figure, opening(entry, body, where));
			return;
		case 'answer': {
			const { question, text, correct, tries } = body;
			return answer(figure, body.item ?? String(body.sid), { seq, at, question, text, correct, tries });
		}
		case 'discussion': {
			const { question, points: text } = body;
			return answer(figure, String(body.sid), { seq, at, question, text, correct: null, tries: 1 });
		}
		case 'attempt-status': {
			const { completion, success, scaled, seconds } = body;
			if (seq > figure.statusSeq)
				Object.assign(figure, { statusSeq: seq, completion, success, scaled, seconds });
		}
	}
}

function answer({ answers }: AttemptFigure, name: string, given: FigureAnswer): void {
	const known = Object.hasOwn(answers, name) ? answers[name] : undefined;
	if (!known || given.seq > known.seq) answers[name] = given;
}

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

/** Year and month of a moment (ISO 8601) by the programme's clock, China Standard Time. */
export function programmeMonth(at: string): { year: number; month: number } {
	const local = new Date(Date.parse(at) + 8 * 3600_000);
	return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1 };
}
