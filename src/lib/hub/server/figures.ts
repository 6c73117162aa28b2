import { iso, type Clock, type Envelope } from '$lib/base';
import { distinct, pageHash, pageId, pagesOf, parsePageId, successor, type Link } from '$lib/ledger';
import { chainFigureId, countPage, noPages, readPage, type Facts, type PageRead } from '$lib/reports';
import { ReleaseFact } from '$lib/release';
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
import * as v from 'valibot';
import { allWritten, isOfHere, notFoundIsNull } from './documents';
import { KeptFigures } from './kept-figures';
import { soleLease, type Lease } from './lease';
import { verifyPage, type CheckedPage } from './check-page';
import { seenDocument, seenId, writeSeen } from './page-seen';
import type { Stations } from './stations';

/** A page that might continue a chain. */
interface Candidate extends Link {
	seen: string;
	read: PageRead;
}

/** A chain on its way through a portion of changes, and whether it differs from what is written. */
interface Walk {
	chain: ChainFigure;
	changed: boolean;
}

/** How many changes, and how many pages, are taken at once. */
const portion = 500;
/** How many checked pages wait to be counted at most; any other is read from the disk. */
const handedOver = 2000;
/** After how many changes at least the note of how far they are counted is written. */
const notedEvery = 100;

const consumerId = 'consumer:records';

/**
 * Counts ledger pages into `figures`: follows the changes of `records` from where it last got to, so that no kill, and nothing
 * that was missed, leaves a page uncounted. What it makes depends on the pages, on when each was first seen and on what the hub
 * knew by then, and on nothing else: it can be thrown away and made again.
 */
export class Figures {
	readonly #kept: KeptFigures;
	readonly #checked = new Map<string, CheckedPage & { seen: string }>();
	readonly #releases = new Map<string, ReleaseFact>();
	#coming: Promise<void> | null = null;
	#note: ConsumerFigure | null = null;
	/** How many changes were counted since the note was last written. */
	#unnoted = 0;

	constructor(
		private readonly db: Pick<Databases, 'records' | 'figures' | 'catalogue'>,
		private readonly stations: Stations,
		/** Which life of the databases this is. */
		private readonly generation: string,
		private readonly now: Clock,
		/** One process at a time counts. */
		private readonly lease: Lease = soleLease()
	) {
		this.#kept = new KeptFigures(db.figures);
	}

	/** Makes figures of an older form or another life anew, and catches up. */
	async prepare(): Promise<void> {
		await this.#forgetViews();
		const note = await this.#stored();
		const { update_seq: last } = await this.db.records.info();
		// Records that were put back from a backup, or a program that counts otherwise.
		const ahead = !isOfHere(note.since, last);
		const other =
			!note._rev || Number(note.formatVersion) !== figuresFormat || note.generation !== this.generation;
		if (ahead || other) await this.rebuild();
		else await this.catchUp();
	}

	/** Earlier programs counted by a view, which read all of it. */
	async #forgetViews(): Promise<void> {
		const views = await notFoundIsNull(this.db.figures.get('_design/reports'));
		if (!views) return;
		await this.db.figures.remove(views._id, views._rev);
		await this.db.figures.viewCleanup();
	}

	/** Takes over pages that were just checked, stored and noted as seen; counting them then needs no second look. */
	offer(pages: CheckedPage[], seen: string): void {
		for (const page of pages) {
			if (this.#checked.size >= handedOver) return;
			this.#checked.set(`${page.envelope._id} ${page.envelope._rev}`, { ...page, seen });
		}
	}

	/** Counts everything that is in `records` now. */
	async catchUp(): Promise<void> {
		if (this.lease.shared && (await this.#isCounted())) return;
		// Whoever asks while one run waits for another is served by it: it begins after what they stored.
		const coming = (this.#coming ??= this.#takeTurns());
		await coming.catch((error: unknown) => {
			// Where not even a turn could be taken, the next who asks tries again.
			if (this.#coming === coming) this.#coming = null;
			throw error;
		});
	}

	/** Between two portions others may have their turn: who changes a station waits for one of them, not for all there is to count. */
	async #takeTurns(): Promise<void> {
		const turn = (others: boolean) => {
			this.#coming = null;
			this.#begin(others);
			return this.#step();
		};
		while (await this.lease.run(turn));
	}

	/** Forgets all figures and counts every page again. A kill in the middle is gone on from at the next start. */
	rebuild(): Promise<void> {
		return this.lease.run(async (others) => {
			this.#begin(others);
			this.#note = null;
			for (const start of [consumerId, 'attempt:', 'chain:', 'page:']) await this.#clear(start);
			this.#kept.forget();
			while (await this.#step());
		});
	}

	/** How a device's chain stands. */
	async chain(stationId: string, deviceId: string): Promise<ChainFigure> {
		const known = await this.#kept.get<ChainFigure>(chainFigureId(stationId, deviceId));
		return known ?? noPages(stationId, deviceId);
	}

	/**
	 * Whether everything that is there is counted, as far as this process has seen or another noted: taking turns for nothing costs
	 * two writes.
	 */
	async #isCounted(): Promise<boolean> {
		const since = this.#note?.since;
		if (since === undefined) return false;
		if (await this.#isLast(since)) return true;
		if (this.#coming) return false;
		const note = await notFoundIsNull(this.db.figures.get(consumerId));
		const isOther = note?.kind === 'consumer' && note.generation === this.generation && note.since !== since;
		if (!isOther || this.#coming || !(await this.#isLast(note.since))) return false;
		this.#note = note;
		this.#kept.forget();
		return true;
	}

	async #isLast(since: string | number): Promise<boolean> {
		return (await this.db.records.changes({ since, limit: 1 })).results.length === 0;
	}

	/** Lets go of what other processes may have changed. */
	#begin(others: boolean): void {
		if (!this.lease.shared) return;
		this.stations.letGo();
		if (!others) return;
		this.#note = null;
		this.#kept.forget();
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

	async #stored(): Promise<ConsumerFigure> {
		const stored = await this.#kept.get<ConsumerFigure>(consumerId);
		const { generation } = this;
		return (
			stored ?? { _id: consumerId, kind: 'consumer', formatVersion: figuresFormat, since: 0, generation }
		);
	}

	/**
	 * Notes how far the changes are counted, now and then: what is counted twice after a kill is known by its chain, and changes
	 * nothing.
	 */
	async #noteDown(note: ConsumerFigure, changes: number): Promise<void> {
		this.#unnoted += changes;
		// Other processes go on from the note alone.
		if (note._rev && this.#unnoted < notedEvery && !this.lease.shared) {
			this.#note = note;
			return;
		}
		[this.#note = null] = await this.#kept.write([note]);
		this.#unnoted = 0;
	}

	/** Takes the next changes in. False when there are no more. */
	async #step(): Promise<boolean> {
		const note = (this.#note ??= await this.#stored());
		const { update_seq: last } = await this.db.records.info();
		if (last === note.since) return false; // asked for so that nobody need look through the changes
		const { results, last_seq: since } = await this.db.records.changes({
			since: note.since,
			limit: portion,
			style: 'all_docs'
		});
		const fresh = new Map<string, string[]>();
		for (const { id, changes } of results)
			if (parsePageId(id))
				fresh.set(
					id,
					changes.map(({ rev }) => rev)
				);
		try {
			await this.#countAll(await this.#touched(fresh), fresh);
			this.#checked.clear();
			await this.#noteDown({ ...note, since, generation: this.generation }, results.length);
		} catch (error) {
			this.#note = null; // whatever was written, the next try reads it
			this.#kept.forget();
			throw error;
		}
		return results.length === portion;
	}

	/** The chains that changed pages belong to, with what the changes themselves say of them. */
	async #touched(fresh: Map<string, string[]>): Promise<Walk[]> {
		const walks = new Map<string, Walk>();
		for (const id of fresh.keys()) {
			const { stationId, deviceId } = parsePageId(id)!;
			const chain = noPages(stationId, deviceId);
			walks.set(chain._id, { chain, changed: false });
		}
		for (const chain of await this.#read<ChainFigure>(walks.keys()))
			walks.set(chain._id, { chain, changed: false });
		for (const [id, revs] of fresh) {
			const { stationId, deviceId, page } = parsePageId(id)!;
			const walk = walks.get(chainFigureId(stationId, deviceId))!;
			if (page > walk.chain.last)
				Object.assign(walk, { chain: { ...walk.chain, last: page }, changed: true });
			if (revs.length < 2 || walk.chain.forked.includes(page) || walk.chain.forked.length >= 100) continue;
			if (distinct(await this.#candidates(id, revs)).length < 2) continue;
			const forked = [...walk.chain.forked, page].sort((a, b) => a - b);
			Object.assign(walk, { chain: { ...walk.chain, forked }, changed: true });
		}
		return [...walks.values()];
	}

	/** Counts what continues some chains, portion by portion; every portion is written before the next is begun. */
	async #countAll(walks: Walk[], fresh: Map<string, string[]>): Promise<void> {
		for (let going = walks; going.length;) {
			const counted = await this.#count(going, fresh);
			const done = going.filter(({ chain, changed }) => changed && !counted.has(chain._id));
			if (done.length) await this.#kept.write(done.map(({ chain }) => chain));
			going = [...counted.values()].map((chain) => ({ chain, changed: false }));
		}
	}

	/** Counts the next pages of some chains, and gives the chains that went on, as they were written. */
	async #count(walks: Walk[], fresh: Map<string, string[]>): Promise<Map<string, ChainFigure>> {
		const taken: { chain: ChainFigure; pages: Candidate[]; facts: Facts }[] = [];
		for (const { chain } of walks) {
			const pages = chain.last > chain.page ? await this.#following(chain, fresh) : [];
			if (pages.length) taken.push({ chain, pages, facts: await this.#facts(chain, pages) });
		}
		if (!taken.length) return new Map();
		const wanted = new Set(taken.flatMap(({ pages }) => pages.flatMap(({ read }) => read.figures)));
		const before = await this.#read<AttemptFigure>(wanted);
		const figures = new Map(before.map((figure) => [figure._id, figure]));
		const counted = taken.map(({ chain, pages, facts }) =>
			pages.reduce((at, one) => countPage(at, one.read, one, facts, figures), chain)
		);
		const known = new Set(before);
		const changed = [...figures.values()].filter((figure) => !known.has(figure));
		const written = await this.#kept.write<AttemptFigure | ChainFigure>([...changed, ...counted]);
		const chains = written.flatMap((figure) => (figure.kind === 'chain' ? [figure] : []));
		return new Map(chains.map((chain) => [chain._id, chain]));
	}

	/** The pages that continue a chain, at most a portion of them. */
	async #following(chain: ChainFigure, fresh: Map<string, string[]>): Promise<Candidate[]> {
		const pages: Candidate[] = [];
		let { page, head } = chain;
		const goOn = async (id: string, revs: string[], stored?: Envelope) => {
			const next = successor(await this.#candidates(id, revs, stored), head);
			if (next) ({ page, hash: head } = pages[pages.push(next) - 1]!);
			return next !== null;
		};
		for (;;) {
			const id = pageId(chain.stationId, chain.deviceId, page + 1);
			const revs = fresh.get(id);
			if (pages.length >= 100 || !revs?.every((rev) => this.#checked.has(`${id} ${rev}`))) break;
			if (!(await goOn(id, revs))) return pages;
		}
		if (pages.length) return pages;
		const { rows } = await this.db.records.allDocs({
			startkey: pageId(chain.stationId, chain.deviceId, page + 1),
			endkey: `${pagesOf(chain.stationId, chain.deviceId)}\uffff`,
			limit: 50,
			conflicts: true,
			include_docs: true
		});
		for (const { id, doc } of rows) {
			if (!doc || parsePageId(id)?.page !== page + 1) break;
			if (!(await goOn(id, [doc._rev, ...(doc._conflicts ?? [])], doc))) break;
		}
		return pages;
	}

	/** The pages that claim a number, verified; without those that are not what a device signed. */
	async #candidates(id: string, revs: string[], stored?: Envelope): Promise<Candidate[]> {
		const found: Candidate[] = [];
		for (const rev of revs) {
			const handed = this.#checked.get(`${id} ${rev}`);
			const doc = stored?._rev === rev ? stored : null;
			const checked = handed ?? (await this.#reread(doc ?? (await this.db.records.get(id, { rev }))));
			if (!checked) continue;
			const { page, hash } = checked;
			// Another process may have stored the same page a moment earlier: its note stands.
			const seen = (!this.lease.shared && handed?.seen) || (await this.#seen(id, rev));
			found.push({ page: page.page, prev: page.prev, hash, seen, read: readPage(page) });
		}
		return found;
	}

	async #reread(doc: Envelope): Promise<Pick<CheckedPage, 'page' | 'hash'> | null> {
		const keys = (stationId: string, deviceId: string) => this.stations.deviceKey(stationId, deviceId);
		const page = await verifyPage(doc, keys).catch(() => null);
		return page && { page, hash: await pageHash(doc) };
	}

	/** When a page was first seen; now, when it came by a road that did not say so. */
	async #seen(id: string, rev: string): Promise<string> {
		const records = this.db.records as Database<object> as Database<PageSeen>;
		const known = await notFoundIsNull(records.get(seenId(id, rev)));
		if (known) return known.at;
		const seen = seenDocument(id, rev, iso(this.now()));
		if (!this.lease.shared) {
			allWritten(await records.bulkDocs([seen], { new_edits: false }));
			return seen.at;
		}
		await writeSeen(records, [seen]);
		// Another process may have noted it a moment earlier: what stands there is what counts, whenever it is counted again.
		return (await records.get(seen._id)).at;
	}

	async #facts({ stationId, deviceId }: ChainFigure, pages: Candidate[]): Promise<Facts> {
		const [sites, device] = await Promise.all([
			this.stations.history(stationId),
			this.stations.device(deviceId)
		]);
		const opened = pages.flatMap(({ read }) =>
			read.releases.map(([lesson, number]) => ids.release(lesson, number))
		);
		const unknown = [...new Set(opened)].filter((id) => !this.#releases.has(id));
		for (const row of unknown.length ? await this.#catalogued(unknown) : []) {
			if (this.#releases.size > 10_000) this.#releases.clear();
			const read = v.safeParse(ReleaseFact, JSON.parse(row.signed));
			if (read.success) this.#releases.set(row._id, read.output);
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

	async #read<F extends Figure>(ids: Iterable<string>): Promise<F[]> {
		const found = await Promise.all([...ids].map((id) => this.#kept.get<F>(id)));
		return found.filter((figure) => figure !== null);
	}
}
