import type { Entry, Page } from '$lib/ledger';
import type { AttemptFigure, FigureAnswer, OrgPath } from '$lib/store';

/** What the hub knows about a station at the date of a page. */
export interface StationFacts {
	org: OrgPath;
}

/** `attempt:<stationId>:<attemptId>` */
export const attemptFigureId = (stationId: string, attemptId: string): string =>
	`attempt:${stationId}:${attemptId}`;

/** The attempts a page speaks of. */
export function attemptsIn(page: Page): string[] {
	const found = page.entries.flatMap(({ body }) => ('attemptId' in body ? [body.attemptId] : []));
	return [...new Set(found)];
}

/**
 * Folds one page into one attempt's figure. Pages may come in any order and repeatedly: later ledger numbers win, so every
 * order ends in the same figure. Returns the figure given when the page adds nothing.
 */
export function foldPage(
	before: AttemptFigure | null,
	attemptId: string,
	page: Page,
	hash: string,
	facts: StationFacts
): AttemptFigure | null {
	if (before?.evidence.includes(hash)) return before;
	const entries = page.entries.filter(({ body }) => 'attemptId' in body && body.attemptId === attemptId);
	const [first] = entries;
	if (!first) return before;
	const start = before ?? emptyFigure(page.stationId, attemptId, first, facts);
	const figure = entries.reduce(foldEntry, { ...start, answers: { ...start.answers } });
	return { ...figure, evidence: [...figure.evidence, hash].sort() };
}

function emptyFigure(stationId: string, attemptId: string, first: Entry, facts: StationFacts): AttemptFigure {
	return {
		_id: attemptFigureId(stationId, attemptId),
		kind: 'attempt',
		formatVersion: 1,
		stationId,
		attemptId,
		org: facts.org,
		personId: first.by.id,
		personName: first.by.name,
		identifiedBy: first.by.how,
		lessonId: '',
		release: 0,
		title: '',
		startedAt: first.at,
		lastAt: first.at,
		statusSeq: 0,
		completion: 'incomplete',
		success: 'unknown',
		scaled: null,
		seconds: 0,
		answers: {},
		evidence: []
	};
}

function foldEntry(figure: AttemptFigure, entry: Entry): AttemptFigure {
	const { body } = entry;
	const next: AttemptFigure = {
		...figure,
		startedAt: entry.at < figure.startedAt ? entry.at : figure.startedAt,
		lastAt: entry.at > figure.lastAt ? entry.at : figure.lastAt
	};
	switch (body.kind) {
		case 'attempt-opened':
			return { ...next, lessonId: body.lessonId, release: body.release, title: body.title };
		case 'answer':
			return withAnswer(next, entry, body, { text: body.text, correct: body.correct, tries: body.tries });
		case 'discussion':
			return withAnswer(next, entry, body, { text: body.points, correct: null, tries: 1 });
		case 'attempt-status':
			if (entry.seq <= next.statusSeq) return next;
			return {
				...next,
				statusSeq: entry.seq,
				completion: body.completion,
				success: body.success,
				scaled: body.scaled,
				seconds: body.seconds
			};
		default:
			return next;
	}
}

function withAnswer(
	figure: AttemptFigure,
	{ seq, at }: Entry,
	{ sid, item, question }: { sid: number; item?: string | undefined; question: string },
	answer: Pick<FigureAnswer, 'text' | 'correct' | 'tries'>
): AttemptFigure {
	const name = item ?? String(sid);
	const known = figure.answers[name];
	if (known && known.seq >= seq) return figure;
	return { ...figure, answers: { ...figure.answers, [name]: { seq, at, question, ...answer } } };
}
