import { UserError } from '$lib/base';
import { isOfKind, readDocument, type DocumentKind, type UnitsOf } from '$lib/store';
import type { Database } from '$lib/store/node';
import * as v from 'valibot';
import { notFoundIsNull } from './documents';

/** What every stored document has. */
interface Stored {
	_id: string;
	_rev?: string | undefined;
}

/**
 * The documents of one kind in a database that may hold several: read in their newest form whatever form they were written in,
 * and never written otherwise than their schema says. On LevelDB and on a CouchDB alike.
 */
export class Repository<T extends Stored> {
	readonly #db: Database<object>;

	constructor(
		db: Database<never> | Database<object>,
		private readonly kind: DocumentKind<T>,
		private readonly unitsOf: UnitsOf
	) {
		this.#db = db as Database<object>;
	}

	/** One by its id; null when there is none. Throws `UserError('format_newer' | 'hub_document_damaged')`. */
	async get(id: string): Promise<T | null> {
		const stored = await notFoundIsNull(this.#db.get(id));
		return stored && readDocument(this.kind, stored, this.unitsOf);
	}

	/** Those of some ids that are there, in that order; without what cannot be read here ({@link readable}). */
	async some(ids: readonly string[]): Promise<T[]> {
		if (!ids.length) return [];
		const { rows } = await this.#db.allDocs({ keys: [...ids], include_docs: true });
		return this.readable(rows.map((row) => ('doc' in row ? row.doc : null)));
	}

	/** All whose id begins with a text, by their ids; without what cannot be read here ({@link readable}). */
	async startingWith(start: string): Promise<T[]> {
		const range = { startkey: start, endkey: `${start}\uffff`, include_docs: true as const };
		const { rows } = await this.#db.allDocs(range);
		return this.readable(rows.map(({ doc }) => doc));
	}

	/** All whose id begins with a text, some at a time; for chores, which may meet more than fit into memory. */
	async *portions(start: string, some = 200): AsyncGenerator<T[]> {
		for (let startkey = start; ;) {
			const range = { startkey, endkey: `${start}\uffff`, include_docs: true as const, limit: some };
			const { rows } = await this.#db.allDocs(range);
			yield await this.readable(rows.map(({ doc }) => doc));
			const last = rows.at(-1)?.id;
			if (last === undefined || rows.length < some) return;
			startkey = `${last}\u0000`;
		}
	}

	/**
	 * Those of some stored documents that are of this kind. What a newer program wrote, or is damaged, stays where it is and is
	 * left out: one of them must not keep a list from being shown.
	 */
	async readable(stored: readonly unknown[]): Promise<T[]> {
		const read = stored.map(async (doc) => {
			if (!isOfKind(doc, this.kind)) return null;
			return readDocument(this.kind, doc, this.unitsOf).catch((error: unknown) => {
				if (!(error instanceof UserError)) throw error;
				console.warn(`${this.kind.kind} left out:`, error.code, error.details);
				return null;
			});
		});
		return (await Promise.all(read)).filter((doc) => doc !== null);
	}

	/** Writes one and gives its revision. Rejects as PouchDB does (409 when it was changed meanwhile). */
	async put(doc: T): Promise<string> {
		return (await this.#db.put(v.parse(this.kind.schema, doc))).rev;
	}

	/** Removes one. Rejects as PouchDB does. */
	async remove({ _id, _rev }: T): Promise<void> {
		if (_rev !== undefined) await this.#db.remove(_id, _rev);
	}
}
