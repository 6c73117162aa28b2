import { iso, seal, sha256, type Clock, type Envelope, type JsonObject } from '$lib/base';
import { CatalogueHead, ids } from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import * as v from 'valibot';
import { allWritten, notFoundIsNull, prefix } from './documents';
import { readGeneration, type Generation } from './generation';
import type { HubKeys } from './keys';
import { soleLease, type Lease } from './lease';
import { Remembered } from './remembered';
import { unlessSame, type Since } from './since';
import { RevisionList } from './revision-list';

/** How old a head may become before it is signed anew, so that stations can tell a quiet hub from a withheld one, in ms. */
const headLife = 24 * 3600_000;

/** How long a contact may not notice that another process signed a head, in ms. */
const noticedWithin = 1000;

interface Head {
	body: CatalogueHead;
	doc: Envelope & { _rev: string };
	rev: string;
	by: string;
}

/** The documents that every station pulls, and the signed head that says which they are. */
export class Catalogue {
	/** Revisions of all documents but the head, by id; follows the changes of the database. */
	readonly #revs = new RevisionList();
	#since: number | string = 0;
	/** The revision of the head that needs nothing done to it; null where reading costs less than following. */
	readonly #headRev: Remembered<{ rev: string; until: number }> | null;
	/** A write failed, perhaps half way: the head may not speak of what is there. */
	#torn = false;

	constructor(
		readonly db: Databases['catalogue'],
		readonly keys: HubKeys,
		readonly generation: Generation,
		private readonly now: Clock,
		/** One write at a time: the head speaks of all documents. */
		private readonly lease: Lease = soleLease()
	) {
		this.#headRev = lease.shared ? new Remembered(db, { within: noticedWithin }) : null;
	}

	/** Puts the keys' documents in place and the head right: a kill may have come between. */
	prepare(): Promise<void> {
		return this.lease.run(async () => {
			const changed = [];
			for (const doc of this.keys.documents) {
				const before = await notFoundIsNull(this.db.get(doc._id));
				if (before?.signed !== doc.signed) changed.push(doc);
			}
			const forsaken = changed.length ? await this.#forsaken() : [];
			await this.#write([...forsaken, ...changed]);
		});
	}

	/** Adds a signed document, or a newer state of one, and renews the head: both or neither. */
	add(document: Envelope): Promise<void> {
		return this.lease.run(() => this.#write([document]));
	}

	/** Signs the head anew when it is old, or may not speak of what is there. */
	async refresh(): Promise<void> {
		if (!(await this.#isOld())) return;
		await this.lease.run(async () => {
			if (await this.#isOld()) await this.#write([]);
		});
	}

	/** The signed head as {@link current} gives it, when that is another revision than the one named. */
	async headSince(rev: string): Promise<Since> {
		const known = await this.#headRev?.get(ids.catalogueHead);
		if (known?.rev === rev && this.now() < known.until && !this.#torn) return 'current';
		const head = await this.current();
		if (head && this.#headRev) {
			const { at } = v.parse(v.object({ at: v.string() }), JSON.parse(head.signed));
			this.#headRev.hold(ids.catalogueHead, { rev: head._rev, until: Date.parse(at) + headLife });
		}
		return unlessSame(head, rev);
	}

	/** The signed head as it stands, signed anew when it is old or may not speak of what is there; null when nothing was signed yet. */
	async current(): Promise<(Envelope & { _rev: string }) | null> {
		const head = await this.#head();
		if (head && !this.#torn && !this.#hasAged(head.body)) return head.doc;
		await this.refresh();
		return (await this.#head())?.doc ?? null;
	}

	/** Takes over the generation that another process may have begun. */
	async follow(): Promise<void> {
		if (this.lease.shared) Object.assign(this.generation, await readGeneration(this.db, this.now));
	}

	async #isOld(): Promise<boolean> {
		const head = await this.#head();
		return this.#torn || !head || this.#hasAged(head.body);
	}

	#hasAged({ at }: Pick<CatalogueHead, 'at'>): boolean {
		return this.now() - Date.parse(at) > headLife;
	}

	/** The head as it was signed last; null before the first. */
	async head(): Promise<CatalogueHead | null> {
		return (await this.#head())?.body ?? null;
	}

	/** Signs a head that counts above `counter`: somebody has seen that one. */
	renew(counter: number): Promise<void> {
		return this.lease.run(() => this.#write([], counter));
	}

	async #write(documents: Envelope[], above = 0): Promise<void> {
		await this.follow();
		await this.#follow();
		const revised = await Promise.all(documents.map((doc) => revise(doc, this.#revs.get(doc._id))));
		for (const { _id, _rev } of revised) this.#revs.set(_id, _rev);
		const head = await this.#head();
		const hash = await this.#revs.hash();
		const fresh = head && this.now() - Date.parse(head.body.at) <= headLife;
		const { generation } = this.generation;
		if (
			fresh &&
			head.body.counter > above &&
			head.body.hash === hash &&
			head.body.generation === generation &&
			head.by === this.keys.online.keyId
		)
			return;
		const now = this.now();
		const body = {
			generation,
			counter: Math.max((head?.body.counter ?? 0) + 1, above + 1, now),
			at: iso(now)
		};
		const sealed = await seal(
			this.keys.online,
			{ id: ids.catalogueHead, kind: 'catalogue-head', formatVersion: 1 },
			{ ...body, authority: this.keys.authorityCounter, count: this.#revs.size, hash }
		);
		const docs = [...revised, await revise(sealed, head?.rev)];
		try {
			allWritten(await this.db.bulkDocs(docs, { new_edits: false }));
			this.#torn = false;
		} catch (error) {
			// What was not written is not there.
			this.#revs.clear();
			this.#since = 0;
			this.#torn = true;
			throw error;
		} finally {
			this.#headRev?.forget(ids.catalogueHead);
		}
	}

	/** Releases signed by a key that stations will believe no more, signed by the present one. */
	async #forsaken(): Promise<Envelope[]> {
		const standing = new Set(this.keys.releaseKeyIds);
		const { rows } = await this.db.allDocs(prefix('release:'));
		const old = rows.flatMap(({ doc }) => (doc && !standing.has(doc.keyId) ? [doc] : []));
		return Promise.all(
			old.map(({ _id: id, kind, formatVersion, signed }) =>
				seal(this.keys.release, { id, kind, formatVersion }, JSON.parse(signed) as JsonObject)
			)
		);
	}

	async #head(): Promise<Head | null> {
		const envelope = await notFoundIsNull(this.db.get(ids.catalogueHead));
		if (!envelope) return null;
		const read = v.safeParse(CatalogueHead, JSON.parse(envelope.signed));
		const none = {
			id: ids.catalogueHead,
			generation: '',
			counter: 0,
			at: iso(0),
			authority: 0,
			count: 0,
			hash: ''
		};
		return { body: read.success ? read.output : none, doc: envelope, rev: envelope._rev, by: envelope.keyId };
	}

	/** Takes in what changed in the database since the last look. */
	async #follow(): Promise<void> {
		const { results, last_seq: since } = await (this.db as Database<object>).changes({ since: this.#since });
		for (const { id, changes, deleted } of results) {
			if (id === ids.catalogueHead || id.startsWith('_')) continue;
			if (deleted) this.#revs.delete(id);
			else this.#revs.set(id, changes[0]?.rev ?? '');
		}
		this.#since = since;
	}
}

/** A document with a revision that follows from its content and from the revision before. */
async function revise(
	{ _rev: _, ...doc }: Envelope,
	before: string | undefined
): Promise<Envelope & { _rev: string; _revisions: { start: number; ids: string[] } }> {
	const [generation = '0', parent] = (before ?? '').split('-');
	const id = (await sha256(`${parent ?? ''}\n${doc.signed}\n${doc.sig}`)).slice(0, 32);
	const start = Number(generation) + 1;
	return { ...doc, _rev: `${start}-${id}`, _revisions: { start, ids: parent ? [id, parent] : [id] } };
}
