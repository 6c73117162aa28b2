import { iso, SerialQueue, type Clock, type Envelope } from '$lib/base';
import {
	distinct,
	pageHash,
	pageId,
	pagesOf,
	parsePageId,
	successor,
	type AnyPage,
	type Link
} from '$lib/ledger';
import {
	chainFigureId,
	countPage,
	figuresIn,
	noPages,
	reportsDesign,
	type Facts,
	type ReleaseFact
} from '$lib/reports';
import {
	figuresFormat,
	ids,
	type AttemptFigure,
	type ChainFigure,
	type ConsumerFigure,
	type Figure,
	type PageSeen
} from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import { allWritten, notFoundIsNull } from './documents';
import { readPage, type CheckedPage } from './check-page';
import { seenDocument, seenId } from './page-seen';
import type { Stations } from './stations';

/** A page that might continue a chain. */
interface Candidate extends Link {
	seen: string;
	body: AnyPage;
}

/** How many changes, and how many pages, are taken at once. */
const portion = 500;
/** How many checked pages wait to be counted at most; any other is read from the disk. */
const handedOver = 2000;

const consumerId = 'consumer:records';

/**
 * Counts ledger pages into `figures`: follows the changes of `records` from where it last got to, so that no kill, and nothing
 * that was missed, leaves a page uncounted. What it makes depends on the pages, on when each was first seen and on what the hub
 * knew by then, and on nothing else: it can be thrown away and made again.
 */
export class Figures {
	readonly #queue = new SerialQueue();
	readonly #checked = new Map<string, CheckedPage>();
	readonly #releases = new Map<string, ReleaseFact>();
	#coming: Promise<void> | null = null;

	constructor(
		private readonly db: Pick<Databases, 'records' | 'figures' | 'catalogue'>,
		private readonly stations: Stations,
		/** Which life of the databases this is. */
		private readonly generation: string,
		private readonly now: Clock
	) {}

	/** Puts the report views in place, makes figures of an older form or another life anew, and catches up. */
	async prepare(): Promise<void> {
		const design = reportsDesign as unknown as ConsumerFigure;
		const before = await notFoundIsNull(this.db.figures.get(design._id));
		const same =
			before &&
			JSON.stringify((before as object as typeof reportsDesign).views) ===
				JSON.stringify(reportsDesign.views);
		if (!same) await this.db.figures.put({ ...design, ...(before ? { _rev: before._rev } : {}) });
		const consumer = await this.#consumer();
		const { update_seq: last } = await this.db.records.info();
		const behind = consumer && typeof last === 'number' && Number(consumer.since) > last;
		const old = consumer?.formatVersion !== figuresFormat || consumer.generation !== this.generation;
		if (behind || old) await this.rebuild();
		else await this.catchUp();
	}

	/** Takes over pages that were just checked and stored; counting them then needs no second look. */
	offer(pages: CheckedPage[]): void {
		for (const page of pages) {
			if (this.#checked.size >= handedOver) return;
			this.#checked.set(`${page.envelope._id} ${page.envelope._rev}`, page);
		}
	}

	/** Counts everything that is in `records` now. */
	catchUp(): Promise<void> {
		// Whoever asks while one run waits for another is served by it: it begins after what they stored.
		this.#coming ??= this.#queue.run(async () => {
			this.#coming = null;
			while (await this.#step());
		});
		return this.#coming;
	}

	/** Forgets all figures and counts every page again. A kill in the middle is gone on from at the next start. */
	rebuild(): Promise<void> {
		return this.#queue.run(async () => {
			for (const start of [consumerId, 'attempt:', 'chain:', 'page:']) await this.#clear(start);
			while (await this.#step());
		});
	}

	/** How a device's chain stands. */
	async chain(stationId: string, deviceId: string): Promise<ChainFigure> {
		const known = await notFoundIsNull(this.db.figures.get(chainFigureId(stationId, deviceId)));
		return (known as ChainFigure | null) ?? noPages(stationId, deviceId);
	}

	/** The first page missing from a device's chain while later ones are here; null without a gap. */
	async waitingFor({ stationId, deviceId, page }: ChainFigure): Promise<number | null> {
		const { rows } = await this.db.records.allDocs({
			startkey: pageId(stationId, deviceId, page + 1),
			endkey: `${pagesOf(stationId, deviceId)}\uffff`,
			limit: 1
		});
		return rows.length ? page + 1 : null;
	}

	async #clear(start: string): Promise<void> {
		for (;;) {
			const { rows } = await this.db.figures.allDocs({
				startkey: start,
				endkey: `${start}\uffff`,
				limit: portion
			});
			if (!rows.length) return;
			const gone = rows.map(({ id, value }) => ({ _id: id, _rev: value.rev, _deleted: true }));
			allWritten(await this.db.figures.bulkDocs(gone as unknown as Figure[]));
		}
	}

	async #consumer(): Promise<ConsumerFigure | null> {
		return (await notFoundIsNull(this.db.figures.get(consumerId)));
	}

	/** Takes the next changes in. False when there were none. */
	async #step(): Promise<boolean> {
		const consumer = await this.#consumer();
		const { results, last_seq: since } = await this.db.records.changes({
			since: consumer?.since ?? 0,
			limit: portion,
			style: 'all_docs'
		});
		const touched = new Map<string, ChainFigure>();
		const doubled: { chain: string; id: string; page: number; revs: string[] }[] = [];
		for (const { id, changes } of results) {
			const name = parsePageId(id);
			if (!name) continue;
			const chain = chainFigureId(name.stationId, name.deviceId);
			touched.set(chain, noPages(name.stationId, name.deviceId));
			const revs = changes.map(({ rev }) => rev);
			if (revs.length > 1) doubled.push({ chain, id, page: name.page, revs });
		}
		for (const known of await this.#read<ChainFigure>([...touched.keys()])) touched.set(known._id, known);
		for (const { chain, id, page, revs } of doubled) {
			const before = touched.get(chain);
			if (!before || before.forked.includes(page) || before.forked.length >= 100) continue;
			const holders = await Promise.all(revs.map((rev) => this.#candidate(id, rev)));
			if (distinct(holders.filter((one) => one !== null)).length < 2) continue;
			touched.set(chain, { ...before, forked: [...before.forked, page].sort((a, b) => a - b) });
		}
		let going = [...touched.values()];
		while (going.length) {
			const counted = await this.#count(going);
			for (const chain of counted) touched.set(chain._id, chain);
			going = counted;
		}
		if (results.length || !consumer)
			await this.#write([
				...touched.values(),
				{
					...(consumer ?? { _id: consumerId, kind: 'consumer', formatVersion: figuresFormat }),
					since,
					generation: this.generation
				}
			]);
		return results.length === portion;
	}

	/** Counts the next pages of some chains, and gives those chains of which there may be more. */
	async #count(chains: ChainFigure[]): Promise<ChainFigure[]> {
		const taken: { chain: ChainFigure; pages: Candidate[]; facts: Facts }[] = [];
		for (const chain of chains) {
			const pages = await this.#following(chain);
			if (pages.length) taken.push({ chain, pages, facts: await this.#facts(chain, pages) });
		}
		if (!taken.length) return [];
		const wanted = taken.flatMap(({ pages, facts }) =>
			pages.flatMap((one) => figuresIn(one.body, evidenceOf(one), facts))
		);
		const before = await this.#read<AttemptFigure>([...new Set(wanted)]);
		const figures = new Map(before.map((figure) => [figure._id, figure]));
		const counted = taken.map(({ chain, pages, facts }) =>
			pages.reduce((at, one) => countPage(at, one.body, evidenceOf(one), facts, figures), chain)
		);
		const known = new Set(before);
		const changed = [...figures.values()].filter((figure) => !known.has(figure));
		const revs = await this.#write([...changed, ...counted]);
		return counted.map((chain) => ({ ...chain, _rev: revs.get(chain._id) ?? '' }));
	}

	/** The pages that continue a chain, at most a portion of them. */
	async #following(chain: ChainFigure): Promise<Candidate[]> {
		const { stationId, deviceId } = chain;
		const { rows } = await this.db.records.allDocs({
			startkey: pageId(stationId, deviceId, chain.page + 1),
			endkey: `${pagesOf(stationId, deviceId)}\uffff`,
			limit: 50,
			conflicts: true,
			include_docs: true
		});
		const pages: Candidate[] = [];
		let { page, head } = chain;
		for (const { id, doc } of rows) {
			if (!doc || parsePageId(id)?.page !== page + 1) break;
			const revs = [doc._rev, ...(doc._conflicts ?? [])];
			const holders = await Promise.all(
				revs.map((rev) =>
					this.#candidate(id, rev, rev === doc._rev ? (doc as object as Envelope) : undefined)
				)
			);
			const next = successor(
				holders.filter((one) => one !== null),
				head
			);
			if (!next) break;
			pages.push(next);
			({ page, hash: head } = next);
		}
		return pages;
	}

	/** One page that claims a number, verified; null when what is stored is not what a device signed. */
	async #candidate(id: string, rev: string, stored?: Envelope): Promise<Candidate | null> {
		const name = `${id} ${rev}`;
		const checked = this.#checked.get(name) ?? (await this.#reread(id, rev, stored));
		this.#checked.delete(name);
		if (!checked) return null;
		const { page, hash } = checked;
		return { page: page.page, prev: page.prev, hash, body: page, seen: await this.#seen(id, rev) };
	}

	async #reread(id: string, rev: string, stored?: Envelope): Promise<Omit<CheckedPage, 'envelope'> | null> {
		const doc = stored ?? ((await this.db.records.get(id, { rev })));
		const page = await readPage(doc, (stationId, deviceId) =>
			this.stations.deviceKey(stationId, deviceId)
		).catch(() => null);
		return page && { page, hash: await pageHash(doc) };
	}

	/** When a page was first seen; now, when it came by a road that did not say so. */
	async #seen(id: string, rev: string): Promise<string> {
		const records = this.db.records as Database<object> as Database<PageSeen>;
		const known = await notFoundIsNull(records.get(seenId(id, rev)));
		if (known) return known.at;
		const seen = seenDocument(id, rev, iso(this.now()));
		await records.bulkDocs([seen], { new_edits: false });
		return seen.at;
	}

	async #facts({ stationId, deviceId }: ChainFigure, pages: Candidate[]): Promise<Facts> {
		const [sites, device] = await Promise.all([
			this.stations.history(stationId),
			this.stations.device(deviceId)
		]);
		const opened = pages.flatMap(({ body }) => body.entries.flatMap(releaseNamed));
		const unknown = [...new Set(opened)].filter((id) => !this.#releases.has(id));
		for (const row of unknown.length ? await this.#catalogued(unknown) : []) {
			if (this.#releases.size > 10_000) this.#releases.clear();
			this.#releases.set(row._id, JSON.parse(row.signed) as ReleaseFact);
		}
		return {
			sites,
			enrolledAt: iso(device?.enrolledAt ?? 0),
			release: (lessonId, number) => this.#releases.get(ids.release(lessonId, number))
		};
	}

	async #catalogued(keys: string[]): Promise<Envelope[]> {
		const { rows } = await this.db.catalogue.allDocs({ keys, include_docs: true });
		return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []));
	}

	async #read<F extends Figure>(keys: string[]): Promise<F[]> {
		if (!keys.length) return [];
		const { rows } = await this.db.figures.allDocs({ keys, include_docs: true });
		return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as Figure as F] : []));
	}

	async #write(figures: Figure[]): Promise<Map<string, string>> {
		const written = await this.db.figures.bulkDocs(figures);
		allWritten(written);
		return new Map(written.map((one) => [one.id ?? '', 'rev' in one ? (one.rev ?? '') : '']));
	}
}

const evidenceOf = ({ page, hash, seen }: Candidate) => ({ page, hash, seen });

/** The release an entry says it opened, by its id in the catalogue. */
function releaseNamed(raw: unknown): string[] {
	const body = (raw as { body?: { kind?: unknown; lessonId?: unknown; release?: unknown } } | null)?.body;
	return body?.kind === 'attempt-opened' &&
		typeof body.lessonId === 'string' &&
		Number.isInteger(body.release)
		? [ids.release(body.lessonId, body.release as number)]
		: [];
}
