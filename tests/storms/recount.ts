import { sha256 } from '$lib/base';
import type { Entry } from '$lib/ledger';
import { figuresFormat, type AttemptFigure, type ChainFigure, type Figure, type OrgPath } from '$lib/store';
import { lesson } from '$lib/hub/server/ledger.fixture';
import { marks } from './villages';

/** A page as it lies in `records`, and when it was first seen. */
export interface StoredPage {
	id: string;
	rev: string;
	signed: string;
	seen: string;
}

/** Where a station is, and whom its roster names. */
export interface Place {
	org: OrgPath;
	names: ReadonlyMap<string, string>;
}

interface Signed {
	stationId: string;
	deviceId: string;
	page: number;
	entries: Entry[];
}
type Read = Signed & { hash: string; seen: string };

const known = new Set(['attempt-opened', 'answer', 'attempt-status']);

/**
 * Counts pages of the {@link Villages} once more, plainly: all from the beginning, and by what their marks say of them instead of
 * by any rule of the hub's. Gives what `figures` must hold, by id.
 */
export async function recount(
	pages: readonly StoredPage[],
	places: ReadonlyMap<string, Place>
): Promise<Figure[]> {
	const devices = new Map<string, Read[]>();
	for (const { signed, seen } of pages) {
		const page = { ...(JSON.parse(signed) as Signed), hash: await sha256(signed), seen };
		const name = `${page.stationId}:${page.deviceId}`;
		devices.set(name, [...(devices.get(name) ?? []), page]);
	}
	return [...devices]
		.flatMap(([name, sent]) => ofDevice(name, sent, places.get(sent[0]?.stationId ?? '')!))
		.sort((a, b) => (a._id < b._id ? -1 : 1));
}

function ofDevice(name: string, sent: Read[], place: Place): Figure[] {
	const [stationId = '', deviceId = ''] = name.split(':');
	const honest = sent.filter(({ entries }) => entries[0]?.bootId !== marks.aside);
	honest.sort((a, b) => a.page - b.page);
	const chain = honest.filter(({ page }, i) => page === i + 1);
	const numbers = sent.map(({ page }) => page).sort((a, b) => a - b);
	const figure: ChainFigure = {
		...{ _id: `chain:${name}`, kind: 'chain', formatVersion: figuresFormat, stationId, deviceId },
		org: chain.length ? place.org : [],
		page: chain.length,
		head: chain.at(-1)?.hash ?? null,
		seq: chain.at(-1)?.entries.at(-1)?.seq ?? 0,
		last: numbers.at(-1) ?? 0,
		// The first hundred are named; here they come in order.
		forked: [...new Set(numbers.filter((page, i) => page === numbers[i - 1]))].slice(0, 100),
		aside: {},
		lastAside: []
	};
	const attempts = new Map<string, AttemptFigure>();
	for (const page of chain)
		for (const entry of page.entries) {
			const { bootId, seq, at, by, body } = entry;
			const reason = !known.has(body.kind)
				? 'newer'
				: bootId === marks.person
					? 'person'
					: bootId === marks.date
						? 'date'
						: null;
			if (reason) {
				figure.aside[reason] = (figure.aside[reason] ?? 0) + 1;
				figure.lastAside.push({ page: page.page, seq, at, personName: by.name, reason });
				continue;
			}
			if (!('attemptId' in body)) continue;
			const _id = `attempt:${name}:${body.attemptId}`;
			const one = attempts.get(_id) ?? begun(_id, page, entry, place);
			attempts.set(_id, one);
			one.lastAt = at;
			if (one.evidence.at(-1)?.page !== page.page)
				one.evidence.push({ page: page.page, hash: page.hash, seen: page.seen });
			if (body.kind === 'answer') {
				const { question, text, correct, tries } = body;
				one.answers[body.sid] = { seq, at, question, text, correct, tries };
			}
			if (body.kind === 'attempt-status') {
				const { completion, success, scaled, seconds } = body;
				Object.assign(one, { statusSeq: seq, completion, success, scaled, seconds });
			}
		}
	figure.lastAside = figure.lastAside.slice(-20);
	return [figure, ...attempts.values()];
}

function begun(_id: string, { stationId, deviceId }: Signed, entry: Entry, place: Place): AttemptFigure {
	const { seq, at, by, body } = entry;
	if (body.kind !== 'attempt-opened') throw new Error(`${_id} begins with ${body.kind}`);
	const month = /^(\d{4})-(\d\d)/.exec(at);
	return {
		...{ _id, kind: 'attempt', formatVersion: figuresFormat, stationId, deviceId, attemptId: body.attemptId },
		...{ org: place.org, year: Number(month?.[1]), month: Number(month?.[2]) },
		...{ openedSeq: seq, personId: by.id, personName: place.names.get(by.id) ?? '', identifiedBy: by.how },
		...{ lessonId: lesson.lessonId, release: lesson.release, title: lesson.title },
		...{ startedAt: at, lastAt: at, statusSeq: 0, completion: 'incomplete', success: 'unknown' },
		...{ scaled: null, seconds: 0, answers: {}, evidence: [] }
	};
}
