import { unseal, UserError, type Clock, type Envelope } from '$lib/base';
import { ids, PublicKey, Receipt, Site } from '$lib/store';
import { openRemote, type Identity, type Journal, type StationDatabases } from '$lib/store/browser';
import type { Entry } from '$lib/ledger';
import {
	askNews,
	followCatalogue,
	isFrozen,
	knownHead,
	missingThere,
	nothingYet,
	onlineRing,
	pinned,
	pushRecords,
	tellAhead,
	type CatalogueMemory,
	type KnownNews,
	type News,
	type Remote,
	type Signed,
	type Trust
} from '$lib/sync';
import * as v from 'valibot';
import { onlyTheHubs, readSite } from '../identity/read-site';
import type { Doubt } from './states';

/** How far this computer's clock may be off before the keeper is told, in ms. */
const clockLimit = 24 * 3600_000;
/** How many releases are told to a hub that lost them in one go. */
const toldAtOnce = 50;

/** What a station believes and remembers of its hub; kept in the journal, so that nothing older is ever taken for newer. */
export class HubLink {
	#memory: CatalogueMemory;
	#site: Site | null = null;
	#siteDoc: Envelope | null = null;
	#receipt: Receipt | null = null;
	#receiptDoc: Envelope | null = null;
	/** Which life of the hub's databases has been given all records that are here. */
	#givenTo: unknown;
	/** Whether the hub, as it said last, holds fewer records than it once said it did. */
	#lost = false;
	/** How far this computer's clock is behind the hub's, in ms, by the hub's last answer. */
	#clockBehind = 0;
	private readonly remote: Remote;

	private constructor(
		private readonly journal: Journal<Entry>,
		private readonly db: StationDatabases,
		private readonly identity: Identity,
		origin: string,
		private readonly now: Clock,
		memory: CatalogueMemory,
		progress?: Remote['progress']
	) {
		const heard = (date: number) => (this.#clockBehind = date - now());
		this.remote = { origin, credential: identity.credential, open: openRemote, heard };
		if (progress) this.remote.progress = progress;
		this.#memory = memory;
	}

	/** Begins with what was believed last; `progress` is told how much of a first catalogue is here. */
	static async open(
		journal: Journal<Entry>,
		db: StationDatabases,
		identity: Identity,
		origin: string,
		now: Clock,
		progress?: Remote['progress']
	): Promise<HubLink> {
		const trust = pinned(v.parse(PublicKey, identity.rootKey));
		const link = new HubLink(journal, db, identity, origin, now, { trust, head: null }, progress);
		await link.remember();
		return link;
	}

	/** Reads from the journal what was believed last, perhaps by another window: what that one has seen is not gone back behind. */
	async remember(): Promise<void> {
		const trust = ((await this.journal.fact('trust')) as Trust | undefined) ?? this.#memory.trust;
		const head = ((await this.journal.fact('catalogue-head')) as CatalogueMemory['head'] | undefined) ?? null;
		this.#memory = { trust, head };
		// Both were verified when they were kept, perhaps under a key that was changed since.
		this.#siteDoc = ((await this.journal.fact('site')) as Envelope | undefined) ?? null;
		this.#site = readKept(this.#siteDoc, Site);
		this.#receiptDoc = ((await this.journal.fact('receipt')) as Envelope | undefined) ?? null;
		this.#receipt = readKept(this.#receiptDoc, Receipt);
		this.#givenTo = await this.journal.fact('records-given-to');
	}

	get site(): Site | null {
		return this.#site;
	}
	get receipt(): Receipt | null {
		return this.#receipt;
	}
	get trust(): Trust {
		return this.#memory.trust;
	}

	/** The last moment the hub is known to have spoken of, in ms: it is never earlier than that, whatever the clock says. */
	get hubTime(): number {
		const times = [this.#memory.head?.body.at, this.#site?.at, this.#receipt?.at];
		return Math.max(0, ...times.map((at) => (at ? Date.parse(at) : 0)));
	}

	/**
	 * Asks what is new, in one request when nothing is, and takes it. Throws `UserError('hub_unreachable' | 'hub_forged' |
	 * 'format_newer' | 'not_allowed')`, and then nothing changed. Gives what the keeper should know.
	 */
	async pull(): Promise<{ changed: boolean; doubts: Doubt[] }> {
		const known = {
			head: knownHead(this.#memory),
			site: this.#siteDoc?._rev ?? nothingYet,
			receipt: this.#receiptDoc?._rev ?? nothingYet
		} satisfies KnownNews;
		const news = await askNews(this.remote, known);
		const doubts = new Set<Doubt>();
		let changed = false;
		// Whoever has no head, or not all it speaks of, is always given one.
		if (news.head !== undefined || known.head === nothingYet)
			try {
				changed = await this.#takeHead(news.head ?? null);
			} catch (error) {
				if (!(error instanceof UserError) || error.code !== 'hub_older') throw error;
				doubts.add('older');
				if (this.#memory.head) await tellAhead(this.remote, { head: this.#memory.head.doc });
			}
		if (this.#memory.head?.complete === false) doubts.add('incomplete');
		if (this.#memory.head && isFrozen(this.#memory.head.body, this.now())) doubts.add('frozen');
		await this.#takeSite(news.site, known.site);
		await this.#takeReceipt(news.receipt);
		if (Math.abs(this.#clockBehind) > clockLimit) doubts.add('clock');
		return { changed, doubts: [...doubts] };
	}

	/**
	 * Pushes closed pages, and all that are still here when the hub seems to have lost some: it was put back. Asks nothing when
	 * there is nothing to push. Gives ids of pages that are refused for ever, and the last page a receipt covers.
	 */
	async push(pages: Envelope[]): Promise<{ refused: string[]; covered: string }> {
		const { stationId, deviceId } = this.identity;
		const generation = this.#memory.head?.body.generation;
		let refused: string[] = [];
		if (pages.length || this.#lost || this.#givenTo !== generation) {
			await this.db.records.bulkDocs(pages, { new_edits: false });
			({ refused } = await pushRecords(this.db, this.remote));
			await this.journal.keep('records-given-to', generation);
			this.#givenTo = generation;
			const known = this.#receiptDoc?._rev ?? nothingYet;
			await this.#takeReceipt((await askNews(this.remote, { receipt: known })).receipt);
		}
		return { refused, covered: ids.page(stationId, deviceId, this.#receipt?.page ?? 0) };
	}

	/** Follows the catalogue to a newer head. Gives whether anything of it changed here. */
	async #takeHead(head: Signed | null): Promise<boolean> {
		if (!head) throw new UserError('hub_forged');
		const news = await followCatalogue(this.db, this.remote, this.#memory, head, this.now());
		// The hub hears first: a head that is kept is not called new again.
		if (news.restored) await this.#tellLost();
		await this.journal.keep('trust', news.memory.trust);
		await this.journal.keep('catalogue-head', news.memory.head);
		this.#memory = news.memory;
		return news.changed;
	}

	/** A hub that was put back says less than it once did; what it said is remembered, and the pages go up again. */
	async #takeReceipt(doc: News['receipt']): Promise<void> {
		const before = this.#receipt?.page ?? 0;
		const receipt = doc && (await this.#readReceipt(doc));
		this.#lost = doc !== undefined && (receipt?.page ?? 0) < before;
		if (!receipt || receipt.page < before) return;
		await this.journal.keep('receipt', doc);
		this.#receipt = receipt;
		this.#receiptDoc = doc;
	}

	/** Takes a site document unless it is older than the one here: then the hub was put back to before, and is told. */
	async #takeSite(doc: News['site'], known: string): Promise<void> {
		if (doc === null || (doc === undefined && known === nothingYet)) throw new UserError('not_allowed');
		if (doc === undefined) return;
		const site = await readSite(doc, this.#memory.trust, this.identity.stationId);
		if (this.#site && this.#siteDoc && site.counter < this.#site.counter)
			return tellAhead(this.remote, { site: this.#siteDoc });
		await this.journal.keep('site', doc);
		this.#site = site;
		this.#siteDoc = doc;
	}

	async #readReceipt(doc: Signed): Promise<Receipt> {
		const receipt = await onlyTheHubs(unseal(doc, await onlineRing(this.trust), 'receipt', Receipt));
		if (receipt.deviceId !== this.identity.deviceId) throw new UserError('hub_forged');
		return receipt;
	}

	/** Tells a hub that was put back from a backup which of its own releases it lost. */
	async #tellLost(): Promise<void> {
		const range = { startkey: 'release:', endkey: 'release:\uffff' };
		const { rows } = await this.db.catalogue.allDocs(range);
		const here = rows.map(({ id }) => id);
		for (let i = 0; i < here.length; i += 1000) {
			const lost = await missingThere(this.remote, here.slice(i, i + 1000));
			for (let j = 0; j < lost.length; j += toldAtOnce) {
				const keys = lost.slice(j, j + toldAtOnce);
				const docs = await this.db.catalogue.allDocs({ keys, include_docs: true });
				const releases = docs.rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []));
				await tellAhead(this.remote, { releases });
			}
		}
	}
}

/** Reads an envelope that was verified when it was kept; null when it is none. */
function readKept<T>(doc: unknown, schema: v.GenericSchema<unknown, T>): T | null {
	const signed = doc && typeof doc === 'object' && 'signed' in doc ? String(doc.signed) : 'null';
	const read = v.safeParse(schema, JSON.parse(signed));
	return read.success ? read.output : null;
}
