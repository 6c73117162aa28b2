import { unseal, UserError, type Clock, type Envelope } from '$lib/base';
import { ids, PublicKey, Receipt, Site } from '$lib/store';
import type { Identity, Journal, StationDatabases } from '$lib/store/browser';
import type { Entry } from '$lib/ledger';
import {
	followCatalogue,
	getDocument,
	isFrozen,
	missingThere,
	onlineRing,
	pinned,
	pushRecords,
	tellAhead,
	type CatalogueMemory,
	type Remote,
	type Trust
} from '$lib/sync';
import * as v from 'valibot';

/** What a keeper should know although the exchange went through. */
export type Doubt =
	/** What the hub shows is older than what was here before: a backup put back, or somebody in between. */
	| 'older'
	/** Not everything came that the hub says there is. */
	| 'incomplete'
	/** The hub has not said for long that this is all there is. */
	| 'frozen'
	/** There are lessons that only a newer program can open. */
	| 'newer'
	/** This computer's clock is more than a day off. */
	| 'clock';

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
	/** How far this computer's clock is behind the hub's, in ms, by the hub's last answer. */
	#clockBehind = 0;
	private readonly remote: Remote;

	private constructor(
		private readonly journal: Journal<Entry>,
		private readonly db: StationDatabases,
		private readonly identity: Identity,
		origin: string,
		private readonly now: Clock,
		memory: CatalogueMemory
	) {
		const heard = (date: number) => (this.#clockBehind = date - now());
		this.remote = { origin, credential: identity.credential, heard };
		this.#memory = memory;
	}

	/** Reads from the journal what was believed last. */
	static async open(
		journal: Journal<Entry>,
		db: StationDatabases,
		identity: Identity,
		origin: string,
		now: Clock
	): Promise<HubLink> {
		const trust =
			((await journal.fact('trust')) as Trust | undefined) ?? pinned(v.parse(PublicKey, identity.rootKey));
		const head = ((await journal.fact('catalogue-head')) as CatalogueMemory['head'] | undefined) ?? null;
		const link = new HubLink(journal, db, identity, origin, now, { trust, head });
		// Both were verified when they were kept, perhaps under a key that was changed since.
		link.#siteDoc = ((await journal.fact('site')) as Envelope | undefined) ?? null;
		link.#site = readKept(link.#siteDoc, Site);
		link.#receipt = readKept(await journal.fact('receipt'), Receipt);
		return link;
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
	 * Brings the site document and the catalogue. Rejects when the hub cannot be reached; throws `UserError('hub_forged' |
	 * 'format_newer' | 'not_allowed')`, and then nothing changed. Gives what the keeper should know.
	 */
	async pull(): Promise<{ changed: boolean; doubts: Doubt[] }> {
		const doubts = new Set<Doubt>();
		let changed = false;
		try {
			const news = await followCatalogue(this.db, this.remote, this.#memory, this.now());
			changed = news.changed;
			if (news.memory !== this.#memory) {
				await this.journal.keep('trust', news.memory.trust);
				await this.journal.keep('catalogue-head', news.memory.head);
				this.#memory = news.memory;
			}
			if (news.restored) await this.#tellLost();
		} catch (error) {
			if (!(error instanceof UserError) || error.code !== 'hub_older') throw error;
			doubts.add('older');
			if (this.#memory.head) await tellAhead(this.remote, { head: this.#memory.head.doc });
		}
		if (this.#memory.head?.complete === false) doubts.add('incomplete');
		if (this.#memory.head && isFrozen(this.#memory.head.body, this.now())) doubts.add('frozen');
		await this.#pullSite();
		if (Math.abs(this.#clockBehind) > clockLimit) doubts.add('clock');
		return { changed, doubts: [...doubts] };
	}

	/** Pushes closed pages. Gives ids of pages that are refused for ever, and the last page a receipt covers. */
	async push(pages: Envelope[]): Promise<{ refused: string[]; covered: string }> {
		await this.db.records.bulkDocs(pages, { new_edits: false });
		const { refused } = await pushRecords(this.db, this.remote);
		const { stationId, deviceId } = this.identity;
		const got = await getDocument(this.remote, 'receipts', ids.receipt(deviceId));
		if (got && got !== 'unchanged') {
			const receipt = await this.#readReceipt(got.doc);
			// A hub that was put back says less than it once did; the pages go up again.
			if (receipt.page >= (this.#receipt?.page ?? 0)) {
				await this.journal.keep('receipt', got.doc);
				this.#receipt = receipt;
			}
		}
		return { refused, covered: ids.page(stationId, deviceId, this.#receipt?.page ?? 0) };
	}

	async #pullSite(): Promise<void> {
		const etag = (await this.journal.fact('site-etag')) as string | undefined;
		const got = await getDocument(this.remote, 'sites', ids.site(this.identity.stationId), etag);
		if (!got) throw new UserError('not_allowed');
		if (got === 'unchanged') return;
		const before = this.#siteDoc;
		if (await this.#takeSite(got.doc)) {
			await this.journal.keep('site', got.doc);
			await this.journal.keep('site-etag', got.etag);
		} else if (before) await tellAhead(this.remote, { site: before });
	}

	/** Takes a site document unless it is older than the one here. Throws `UserError('hub_forged' | 'format_newer')`. */
	async #takeSite(doc: unknown): Promise<boolean> {
		const site = await readSite(doc, this.#memory.trust, this.identity.stationId);
		if (this.#site && site.counter < this.#site.counter) return false;
		this.#site = site;
		this.#siteDoc = doc as Envelope;
		return true;
	}

	async #readReceipt(doc: unknown): Promise<Receipt> {
		const receipt = await unseal(doc, await onlineRing(this.#memory.trust), 'receipt', Receipt);
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

/** Verifies a site document under the keys believed. Throws `UserError('hub_forged' | 'format_newer')`. */
export async function readSite(doc: unknown, trust: Trust, stationId: string): Promise<Site> {
	const site = await unseal(doc, await onlineRing(trust), 'site', Site).catch((cause: unknown) => {
		if (cause instanceof UserError && cause.code === 'format_newer') throw cause;
		throw new UserError('hub_forged', {}, { cause });
	});
	if (site.stationId !== stationId) throw new UserError('hub_forged');
	return site;
}
