import { iso, seal, SerialQueue, unseal, UserError, type Clock, type Envelope } from '$lib/base';
import { followChain, Page, pageHash, pageKind, pageRevision, parsePageId, type Link } from '$lib/ledger';
import { attemptFigureId, attemptsIn, foldPage, reportsDesign } from '$lib/reports';
import { ids, inBranch, type AttemptFigure, type OrgPath, type PageSeen, type Receipt } from '$lib/store';
import type { Databases } from '$lib/store/node';
import type { Person } from './accounts';
import { notFoundIsNull, prefix } from './documents';
import type { RootKey } from './keys';
import type { Caller, Stations } from './stations';

/** Largest page document taken, in bytes of JSON. */
export const pageDocumentLimit = 64 * 1024;

/** Why one document is refused for ever; PouchDB tells the sender `forbidden`. */
export interface Refusal {
	id: string;
	reason: string;
}

/** Ledger pages as they arrive: checked, kept, folded into figures, receipted. */
export class Records {
	/** One batch at a time: two must not fold into the same figure at once. */
	readonly #queue = new SerialQueue();

	constructor(
		private readonly db: Pick<Databases, 'records' | 'figures' | 'receipts'>,
		private readonly stations: Stations,
		private readonly key: RootKey,
		private readonly now: Clock
	) {}

	/** Puts the report views in place. */
	async prepare(): Promise<void> {
		const design = reportsDesign as unknown as AttemptFigure;
		const before = await notFoundIsNull(this.db.figures.get(design._id));
		if (
			before &&
			JSON.stringify((before as object as typeof reportsDesign).views) === JSON.stringify(reportsDesign.views)
		)
			return;
		await this.db.figures.put({ ...design, ...(before ? { _rev: before._rev } : {}) });
	}

	/**
	 * Checks one page a device sends. Gives null when it may be stored, else why it never may. An unknown key is not the
	 * page's fault: it throws `UserError('signature_invalid')`, and the whole request must fail so that it comes again.
	 */
	async refuse(doc: unknown, caller: Caller): Promise<Refusal | null> {
		const envelope = doc as Envelope;
		const id = String(envelope?._id);
		const name = parsePageId(id);
		if (!name) return { id, reason: 'not a ledger page' };
		if (name.stationId !== caller.stationId) return { id, reason: 'another station' };
		if (JSON.stringify(doc).length > pageDocumentLimit) return { id, reason: 'too large' };
		const key = await this.stations.deviceKey(name.stationId, name.deviceId);
		if (!key) throw new UserError('signature_invalid', { id, why: 'key' });
		if (envelope.keyId !== name.deviceId) return { id, reason: 'signed by another device' };
		try {
			const page = await unseal(doc, () => key, pageKind, Page);
			if (ids.page(page.stationId, page.deviceId, page.page) !== id)
				return { id, reason: 'id and body differ' };
		} catch (error) {
			return { id, reason: error instanceof Error ? error.message : 'unreadable' };
		}
		if (envelope._rev !== (await pageRevision(envelope)))
			return { id, reason: 'revision does not follow from content' };
		return null;
	}

	/** Stores pages that {@link refuse} let pass, folds them and renews the receipts of their devices. */
	accept(pages: Envelope[]): Promise<void> {
		return this.#queue.run(() => this.#accept(pages));
	}

	async #accept(pages: Envelope[]): Promise<void> {
		const stored = pages.map((page) => ({ ...page, _revisions: undefined }));
		await this.db.records.bulkDocs(stored, { new_edits: false });
		const devices = new Map<string, Caller>();
		for (const envelope of pages) {
			const page = JSON.parse(envelope.signed) as Page;
			await this.#seen(envelope);
			await this.#fold(page, await pageHash(envelope), (await this.stations.site(page.stationId)).org);
			devices.set(page.deviceId, page);
		}
		for (const device of devices.values()) await this.#receipt(device);
	}

	/** Forgets all figures and folds every page again. First-seen times stay. */
	refold(): Promise<void> {
		return this.#queue.run(() => this.#refold());
	}

	async #refold(): Promise<void> {
		const figures = await this.db.figures.allDocs(prefix('attempt:'));
		await this.db.figures.bulkDocs(
			figures.rows.flatMap(({ doc }) => (doc ? [{ ...doc, _deleted: true }] : []))
		);
		const pages = await this.db.records.allDocs({ ...prefix('ledger:'), conflicts: true });
		for (const { doc } of pages.rows) {
			if (!doc) continue;
			for (const envelope of await this.#holders(doc)) {
				const page = JSON.parse(envelope.signed) as Page;
				await this.#fold(page, await pageHash(envelope), (await this.stations.site(page.stationId)).org);
			}
		}
	}

	/** Every attempt in a person's branch, last first. */
	async attempts(by: Person): Promise<AttemptFigure[]> {
		const { rows } = await this.db.figures.allDocs(prefix('attempt:'));
		return rows
			.flatMap(({ doc }) => (doc?.kind === 'attempt' && inBranch(doc.org, by.branch) ? [doc] : []))
			.sort((a, b) => b.lastAt.localeCompare(a.lastAt));
	}

	/** Attempts, completed and passed per place and month below a branch, from the view; `level` counts parts of the key (1 to 7). */
	async totals(
		branch: OrgPath,
		level: number
	): Promise<{ key: (string | number)[]; attempts: number; completed: number; passed: number }[]> {
		const { rows } = await this.db.figures.query('reports/attempts', {
			startkey: [...branch],
			endkey: [...branch, {}],
			group_level: level
		});
		return rows.map((row) => {
			const [attempts = 0, completed = 0, passed = 0] = row.value as number[];
			return { key: row.key as (string | number)[], attempts, completed, passed };
		});
	}

	async #seen(envelope: Envelope): Promise<void> {
		const hash = await pageHash(envelope);
		const seen: PageSeen = {
			_id: `page:${envelope._id}:${hash}`,
			kind: 'page',
			formatVersion: 1,
			hash,
			firstSeen: iso(this.now())
		};
		if (!(await notFoundIsNull(this.db.figures.get(seen._id)))) await this.db.figures.put(seen);
	}

	async #fold(page: Page, hash: string, org: OrgPath): Promise<void> {
		for (const attemptId of attemptsIn(page)) {
			const id = attemptFigureId(page.stationId, attemptId);
			const before = (await notFoundIsNull(this.db.figures.get(id))) as AttemptFigure | null;
			const after = foldPage(before, attemptId, page, hash, { org });
			if (after && after !== before) await this.db.figures.put(after);
		}
	}

	async #receipt({ stationId, deviceId }: Caller): Promise<void> {
		const { rows } = await this.db.records.allDocs({
			...prefix(`ledger:${stationId}:${deviceId}:`),
			conflicts: true
		});
		const links: Link[] = [];
		for (const { doc } of rows) {
			for (const envelope of doc ? await this.#holders(doc) : []) {
				const { page, prev } = JSON.parse(envelope.signed) as Page;
				links.push({ page, prev, hash: await pageHash(envelope) });
			}
		}
		const chain = followChain(links);
		const body: Receipt = {
			id: ids.receipt(deviceId),
			deviceId,
			page: chain.page,
			head: chain.head,
			waitingFor: chain.waitingFor,
			at: iso(this.now())
		};
		const envelope = await seal(
			this.key.signer,
			{ id: body.id, kind: 'receipt', formatVersion: 1 },
			{ ...body }
		);
		const before = await notFoundIsNull(this.db.receipts.get(body.id));
		await this.db.receipts.put({ ...envelope, ...(before ? { _rev: before._rev } : {}) });
	}

	/** All pages that claim one id: normally one, two when two devices hold one identity. */
	async #holders(doc: Envelope & { _conflicts?: string[] | undefined }): Promise<Envelope[]> {
		const others = (doc._conflicts ?? []).map((rev) => this.db.records.get(doc._id, { rev }));
		return [doc, ...(await Promise.all(others))];
	}
}
