import type { Entry } from '$lib/ledger';
import { figuresFormat, type AttemptFigure } from '$lib/store';
import { withEvidence, type Fold, type Where } from './fold';
import { countedAs } from './kinds';
import { orgAt } from './proof';

/** `attempt:<stationId>:<deviceId>:<attemptId>` */
export const attemptFigureId = (stationId: string, deviceId: string, attemptId: string): string =>
	`attempt:${stationId}:${deviceId}:${attemptId}`;

/** One person's way through one lesson. What one device recorded, no other device can change. */
export const attempts: Fold<AttemptFigure> = {
	figureId: ({ body }, { stationId, deviceId }) =>
		'attemptId' in body ? attemptFigureId(stationId, deviceId, body.attemptId) : null,

	opens: ({ body }) => countedAs(body).attempt?.opens ?? false,
	owner: ({ personId }) => personId,

	apply(figure, entries, where) {
		const before = figure ?? empty(entries[0], where);
		const next = { ...before, answers: { ...before.answers } };
		for (const entry of entries) {
			const { at, body } = entry;
			if (at < next.startedAt) next.startedAt = at;
			if (at > next.lastAt) next.lastAt = at;
			countedAs(body).attempt?.add(next, body, entry, where);
		}
		next.evidence = withEvidence(before.evidence, where.evidence);
		// Never by a moment that the hub had not reached when it first saw the attempt: what the station was told later is not asked.
		const [first] = next.evidence;
		const began = first && first.seen < next.startedAt ? first.seen : next.startedAt;
		next.org = orgAt(began, where.facts);
		return Object.assign(next, programmeMonth(next.startedAt));
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

/** Year and month of a moment (ISO 8601) by the programme's clock, China Standard Time. */
export function programmeMonth(at: string): { year: number; month: number } {
	const local = new Date(Date.parse(at) + 8 * 3600_000);
	return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1 };
}
