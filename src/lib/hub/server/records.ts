import { iso, seal, SerialQueue, type Clock, type Envelope } from '$lib/base';
import { parsePageId } from '$lib/ledger';
import { ids, type PageSeen, type Receipt } from '$lib/store';
import { waitingPage } from '$lib/reports';
import type { Database, Databases } from '$lib/store/node';
import { checkPage, type CheckedPage, type Refusal } from './check-page';
import { allWritten, notFoundIsNull, statusOf } from './documents';
import type { Figures } from './figures';
import type { HubKeys } from './keys';
import { lastSeen, later, seenDocument, writeSeen } from './page-seen';
import { Remembered } from './remembered';
import { revOf, unlessSame, type Since } from './since';
import type { Caller, Stations } from './stations';

/** Ledger pages as they arrive: checked, kept as they are with the moment they were first seen, receipted. {@link Figures} count them. */
export class Records {
	/** One batch at a time, so that a later one was seen later. */
	readonly #queue = new SerialQueue();
	#lastSeen: number | null = null;
	/** Revisions of receipts, by device; null where reading costs less than following. */
	readonly #receiptRevs: Remembered<string> | null;

	constructor(
		private readonly db: Pick<Databases, 'records' | 'figures' | 'receipts'>,
		private readonly stations: Stations,
		private readonly figures: Figures,
		private readonly keys: HubKeys,
		private readonly now: Clock,
		/** Whether other processes may take in pages, too. */
		private readonly shared = false
	) {
		// A page that came in through another process a moment ago is in the next receipt: whoever sent it asks at once.
		const deviceOf = (id: string) => parsePageId(id)?.deviceId ?? null;
		this.#receiptRevs = shared ? new Remembered(db.records, { keyOf: deviceOf, within: 0 }) : null;
	}

	/** Checks one page a device sends, as {@link checkPage}. */
	check(doc: unknown, caller: Caller): Promise<{ checked: CheckedPage } | { refusal: Refusal }> {
		return checkPage(doc, caller, (stationId, deviceId) => this.stations.deviceKey(stationId, deviceId));
	}

	/** Stores pages that were checked and counts them. Those that are here already change nothing. */
	async accept(pages: CheckedPage[]): Promise<void> {
		await this.#queue.run(() => this.#store(pages));
		await this.figures.catchUp();
	}

	async #store(pages: CheckedPage[]): Promise<void> {
		const asked: Record<string, string[]> = {};
		for (const { envelope } of pages) (asked[envelope._id] ??= []).push(envelope._rev);
		const missing = await this.db.records.revsDiff(asked);
		const fresh = pages.filter(({ envelope: { _id, _rev } }) => missing[_id]?.missing?.includes(_rev));
		if (!fresh.length) return;
		this.#lastSeen = later(this.now(), this.#lastSeen ?? (await lastSeen(this.db.records)));
		const at = iso(this.#lastSeen);
		const records = this.db.records as Database<object> as Database<Envelope | PageSeen>;
		const envelopes = fresh.map(({ envelope }) => envelope);
		const notes = envelopes.map(({ _id, _rev }) => seenDocument(_id, _rev, at));
		if (this.shared) await writeSeen(records as Database<object> as Database<PageSeen>, notes);
		// In one write: a page never stands without the moment it was seen.
		const docs = this.shared ? envelopes : [...envelopes, ...notes];
		allWritten(await records.bulkDocs(docs, { new_edits: false }));
		this.figures.offer(fresh, at);
	}

	/** A device's {@link receipt}, when that is another revision than the one named. What it says follows from the device's pages alone. */
	async receiptSince(caller: Caller, rev: string): Promise<Since> {
		const { deviceId } = caller;
		if ((await this.#receiptRevs?.get(deviceId)) === rev) return 'current';
		const receipt = await this.receipt(caller);
		this.#receiptRevs?.hold(deviceId, revOf(receipt));
		return unlessSame(receipt, rev);
	}

	/**
	 * How far the hub holds a device's unbroken chain, signed. It is signed when it is asked for and says something new, so that it
	 * can never lag behind. Null when nothing of the device is here.
	 */
	async receipt({ stationId, deviceId }: Caller): Promise<(Envelope & { _rev: string }) | null> {
		await this.figures.catchUp();
		const chain = await this.figures.chain(stationId, deviceId);
		const waitingFor = waitingPage(chain);
		const id = ids.receipt(deviceId);
		const before = await notFoundIsNull(this.db.receipts.get(id));
		if (!chain.page && !waitingFor) return before;
		const { page, head } = chain;
		const known = before && (JSON.parse(before.signed) as Receipt);
		const signedNow = before?.keyId === this.keys.online.keyId;
		if (signedNow && known?.page === page && known.head === head && known.waitingFor === waitingFor)
			return before;
		const body = { id, deviceId, page, head, waitingFor, at: iso(this.now()) } satisfies Receipt;
		const envelope = await seal(this.keys.online, { id, kind: 'receipt', formatVersion: 1 }, body);
		const put = await this.db.receipts
			.put({ ...envelope, ...(before ? { _rev: before._rev } : {}) })
			.catch((error: unknown) => {
				if (statusOf(error) === 409) return null;
				throw error;
			});
		// Another process signed one at the same moment.
		return put ? { ...envelope, _rev: put.rev } : this.db.receipts.get(id);
	}
}
