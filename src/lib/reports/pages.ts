import { pageFormat, readEntry, type AnyPage, type Entry } from '$lib/ledger';
import {
	figuresFormat,
	type AsideEntry,
	type AsideReason,
	type AttemptFigure,
	type ChainFigure,
	type Evidence
} from '$lib/store';
import { attempts } from './attempts';
import { judge, orgAt, type Facts } from './proof';

/** `chain:<stationId>:<deviceId>` */
export const chainFigureId = (stationId: string, deviceId: string): string =>
	`chain:${stationId}:${deviceId}`;

/** A device of which no page was counted yet. */
export function noPages(stationId: string, deviceId: string): ChainFigure {
	return {
		_id: chainFigureId(stationId, deviceId),
		kind: 'chain',
		formatVersion: figuresFormat,
		...{ stationId, deviceId, org: [], page: 0, head: null, seq: 0, forked: [], aside: {}, lastAside: [] }
	};
}

/** How many of the entries set aside are kept to be shown. */
const shown = 20;

/** The ids of the figures that a page may change. */
export function figuresIn(
	{ stationId, deviceId, entries }: AnyPage,
	evidence: Evidence,
	facts: Facts
): string[] {
	const where = { stationId, deviceId, evidence, facts };
	const ids = new Set<string>();
	for (const raw of entries) {
		const read = readEntry(raw);
		const id = read.state === 'known' ? attempts.figureId(read.entry, where) : null;
		if (id) ids.add(id);
	}
	return [...ids];
}

/**
 * Counts the page that continues a chain. `figures` holds what is known of each of {@link figuresIn}, and is given the changed
 * ones; the chain as it stands after the page is returned. The same chain, page and facts always give the same figures.
 */
export function countPage(
	chain: ChainFigure,
	page: AnyPage,
	evidence: Evidence,
	facts: Facts,
	figures: Map<string, AttemptFigure>
): ChainFigure {
	const where = { stationId: page.stationId, deviceId: page.deviceId, evidence, facts };
	const reads = page.entries.map(readEntry);
	const seqs = page.entries.map(seqOf);
	const unbroken = seqs.every((seq, i) => seq === chain.seq + 1 + i);
	const set: AsideEntry[] = [];
	for (const [i, read] of reads.entries()) {
		const reason = asideReason(read);
		if (reason) set.push(asAside(evidence.page, page.entries[i], reason));
	}
	function asideReason(read: (typeof reads)[number]): AsideReason | null {
		if (read.state !== 'known') return read.state;
		if (page.formatVersion > pageFormat) return 'newer';
		if (!unbroken) return 'sequence';
		const reason = judge(read.entry, evidence.seen, facts);
		if (reason) return reason;
		const id = attempts.figureId(read.entry, where);
		if (!id) return null;
		const before = figures.get(id) ?? null;
		if (!attempts.takes(before, read.entry)) return 'attempt';
		figures.set(id, attempts.apply(before, read.entry, where));
		return null;
	}
	const aside = { ...chain.aside };
	for (const { reason } of set) aside[reason] = (aside[reason] ?? 0) + 1;
	return {
		...chain,
		org: orgAt(evidence.seen, facts),
		page: evidence.page,
		head: evidence.hash,
		seq: Math.max(chain.seq, ...seqs.filter((seq) => Number.isSafeInteger(seq))),
		aside,
		lastAside: [...chain.lastAside, ...set].slice(-shown)
	};
}

function seqOf(raw: unknown): number {
	return raw && typeof raw === 'object' && 'seq' in raw && typeof raw.seq === 'number' ? raw.seq : NaN;
}

function asAside(page: number, raw: unknown, reason: AsideReason): AsideEntry {
	const { seq, at, by } = (raw ?? {}) as Partial<Record<keyof Entry, unknown>>;
	const name = by && typeof by === 'object' && 'name' in by ? by.name : null;
	return {
		...{ page, reason },
		seq: typeof seq === 'number' ? seq : null,
		at: typeof at === 'string' ? at.slice(0, 40) : null,
		personName: typeof name === 'string' ? name.slice(0, 60) : null
	};
}
