import { pageFormat, readEntry, type AnyPage, type Entry, type EntryRead } from '$lib/ledger';
import {
	figuresFormat,
	type AsideEntry,
	type AsideReason,
	type AttemptFigure,
	type ChainFigure,
	type Evidence
} from '$lib/store';
import { attempts } from './attempts';
import type { Where } from './fold';
import { judge } from './judge';
import { countedAs } from './kinds';
import { orgAt, type Facts } from './proof';

/** `chain:<stationId>:<deviceId>` */
export const chainFigureId = (stationId: string, deviceId: string): string =>
	`chain:${stationId}:${deviceId}`;

/** A device of which no page was counted yet. */
export function noPages(stationId: string, deviceId: string): ChainFigure {
	return {
		_id: chainFigureId(stationId, deviceId),
		kind: 'chain',
		formatVersion: figuresFormat,
		...{
			stationId,
			deviceId,
			org: [],
			page: 0,
			head: null,
			seq: 0,
			last: 0,
			forked: [],
			aside: {},
			lastAside: []
		}
	};
}

/** How many of the entries set aside are kept to be shown. */
const shown = 20;

/** A page with its entries read, as far as this program understands them. */
export interface PageRead {
	page: AnyPage;
	entries: EntryRead[];
	/** The ids of the figures that it may change. */
	figures: string[];
	/** The releases that it says were opened. */
	releases: [lessonId: string, number: number][];
}

/** Reads the entries of a page. */
export function readPage(page: AnyPage): PageRead {
	const figures = new Set<string>();
	const releases: PageRead['releases'] = [];
	const entries = page.entries.map(readEntry);
	for (const read of entries) {
		if (read.state !== 'known') continue;
		const { entry } = read;
		const id = attempts.figureId(entry, page);
		if (id) figures.add(id);
		const release = countedAs(entry.body).release?.(entry.body);
		if (release) releases.push(release);
	}
	return { page, entries, figures: [...figures], releases };
}

/** The first page missing from a chain while later ones are here; null without a gap. */
export const waitingPage = ({ page, last }: ChainFigure): number | null => (last > page ? page + 1 : null);

/**
 * Counts the page that continues a chain. `figures` holds what is known of each of the page’s figures, and is given the changed
 * ones; the chain as it stands after the page is returned. The same chain, page and facts always give the same figures.
 */
export function countPage(
	chain: ChainFigure,
	{ page, entries }: PageRead,
	{ hash, seen }: Pick<Evidence, 'hash' | 'seen'>,
	facts: Facts,
	figures: Map<string, AttemptFigure>
): ChainFigure {
	const { stationId, deviceId } = page;
	const where: Where = { stationId, deviceId, evidence: { page: page.page, hash, seen }, facts };
	const seqs = page.entries.map(seqOf);
	const unbroken = seqs.every((seq, i) => seq === chain.seq + 1 + i);
	const taken = new Map<string, [Entry, ...Entry[]]>();
	const count = (read: EntryRead): AsideReason | null => {
		if (page.formatVersion > pageFormat) return 'newer';
		if (read.state !== 'known') return read.state;
		if (!unbroken) return 'sequence';
		const reason = judge(read.entry, seen, facts);
		if (reason) return reason;
		const id = attempts.figureId(read.entry, where);
		if (!id) return null;
		const before = figures.get(id);
		const same = taken.get(id);
		const owner = same ? same[0].by.id : before && attempts.owner(before);
		if (owner === undefined ? !attempts.opens(read.entry) : owner !== read.entry.by.id) return 'attempt';
		if (same) same.push(read.entry);
		else taken.set(id, [read.entry]);
		return null;
	};
	const set = entries.flatMap((read, i) => {
		const reason = count(read);
		return reason ? [asAside(page.page, page.entries[i], reason)] : [];
	});
	for (const [id, some] of taken) figures.set(id, attempts.apply(figures.get(id) ?? null, some, where));
	const aside = { ...chain.aside };
	for (const { reason } of set) aside[reason] = (aside[reason] ?? 0) + 1;
	const last = seqs.at(-1) ?? NaN;
	return {
		...chain,
		org: orgAt(seen, facts),
		page: page.page,
		head: hash,
		// After a break the count goes on from wherever the device says it is.
		seq: Number.isSafeInteger(last) ? last : chain.seq,
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
