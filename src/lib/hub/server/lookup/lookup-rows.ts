import type { LookupRow, Shown } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { idInRow } from './keys';

/** The beginning of a list, and whether more stands behind it. `searchedTo`: where a search was ended before the list did. */
export interface Beginning<T> {
	rows: T[];
	more: boolean;
	searchedTo?: string | null;
}

/** How a list is ordered and searched. `from`: the `searchedTo` to go on from. */
interface Search<T> {
	order?: (one: T, other: T) => number;
	isWanted?: (shown: T) => boolean;
	from?: string | undefined;
}

/** How many rows are looked through at once, and at most in one search. */
const [portion, mostSearched] = [100, 5000];

/** How many ids are read at once where all are wanted. */
const manyIds = 1000;

/** How many rows more than are shown are put in order. */
const nearby = 50;

/** Questions to the rows of a lookup, as they are. */
export class LookupRows {
	constructor(private readonly db: Databases['lookup']) {}

	/** The ids of rows that begin so, in order, at most `limit`; from the one after `after`. */
	async ids(start: string, limit: number, after?: string): Promise<string[]> {
		const startkey = after?.startsWith(start) ? `${after}\u0000` : start;
		const range = { startkey, endkey: following(start), inclusive_end: false, limit };
		return (await this.db.allDocs(range)).rows.map(({ id }) => id);
	}

	/** All ids that begin so. */
	async *all(start: string): AsyncGenerator<string> {
		for (let after: string | undefined; ;) {
			const ids = await this.ids(start, manyIds, after);
			yield* ids;
			if (ids.length < manyIds) return;
			after = ids.at(-1);
		}
	}

	/** Whether there is a row whose id begins so. */
	async any(start: string): Promise<boolean> {
		return (await this.ids(start, 1)).length > 0;
	}

	/** The revisions of those rows that are there, by id. */
	async present(ids: string[]): Promise<Map<string, string>> {
		if (!ids.length) return new Map();
		const { rows } = await this.db.allDocs({ keys: ids });
		return new Map(
			rows.flatMap((row) => ('value' in row && !row.value.deleted ? [[row.id, row.value.rev]] : []))
		);
	}

	/** The names that stand in ids behind a beginning, as `<start><name>:…`. */
	async *names(start: string): AsyncGenerator<string> {
		for (let startkey = start; ;) {
			const range = { startkey, endkey: following(start), inclusive_end: false, limit: 1 };
			const id = (await this.db.allDocs(range)).rows[0]?.id;
			if (id === undefined) return;
			const [name = ''] = id.slice(start.length).split(':');
			yield decodeURIComponent(name);
			startkey = following(`${start}${name}:`);
		}
	}

	/**
	 * The beginning of a list of documents of a kind: what it shows of each, as far as they are wanted. Rows that stand near each
	 * other are put in `order`. A search ends after some thousands and says where, so that it can be gone on with from there.
	 */
	async list<T extends Shown>(
		kind: string,
		start: string,
		limit: number,
		{ order = () => 0, isWanted = () => true, from }: Search<T> = {}
	): Promise<Beginning<T>> {
		const found: T[] = [];
		const isFull = () => found.length >= limit + nearby;
		let after = from;
		let behind = true;
		for (let searched = 0; behind && searched < mostSearched && !isFull(); searched += portion) {
			const ids = await this.ids(start, portion, after);
			found.push(...(await this.shown<T>(ids.map((id) => `${kind}:${idInRow(id)}`))).filter(isWanted));
			after = ids.at(-1) ?? after;
			behind = ids.length === portion;
		}
		const rows = found.sort(order).slice(0, limit);
		const more = behind || found.length > limit;
		return { rows, more, searchedTo: behind && found.length <= limit && after ? after : null };
	}

	/**
	 * The beginning of several lists of one kind as if they were one, each document once. Their rows must end alike, by the moment
	 * and the id. Gives ids of documents; a search ends and can be gone on with as that of {@link list}.
	 */
	async merged<T extends Shown>(
		kind: string,
		starts: readonly string[],
		limit: number,
		isWanted: (shown: T) => boolean,
		from?: string
	): Promise<{ ids: string[]; searchedTo: string | null }> {
		const found: string[] = [];
		let after = from;
		for (let searched = 0; searched < mostSearched; searched += portion) {
			const some = await Promise.all(
				starts.map(async (start) => {
					const ids = await this.ids(start, portion, after === undefined ? after : start + after);
					return ids.map((id) => id.slice(start.length));
				})
			);
			// Beyond the end of a list that goes on there may be rows between those of another.
			const ends = some.filter((ends) => ends.length === portion).map((ends) => ends.at(-1)!);
			const known = ends.sort()[0];
			const here = [...new Set(some.flat())].filter((end) => known === undefined || end <= known).sort();
			const ids = here.map((end) => `${kind}:${idInRow(end)}`);
			const rows = await this.documents(ids.map((id) => `shown:${id}`));
			for (const [i, id] of ids.entries()) {
				const shown = rows[i]?.shown as T | undefined;
				if (!shown || !isWanted(shown)) continue;
				if (found.length === limit) return { ids: found, searchedTo: after ?? null };
				found.push(id);
				after = here[i];
			}
			if (known === undefined) return { ids: found, searchedTo: null };
			after = known;
		}
		return { ids: found, searchedTo: after ?? null };
	}

	/** What lists show of some documents. */
	async shown<T extends Shown>(documentIds: string[]): Promise<T[]> {
		const rows = await this.documents(documentIds.map((id) => `shown:${id}`));
		return rows.flatMap((row) => (row?.shown ? [row.shown as T] : []));
	}

	/** Rows with what they hold; null for those that are not there. */
	async documents(ids: string[]): Promise<(LookupRow | null)[]> {
		if (!ids.length) return [];
		const { rows } = await this.db.allDocs({ keys: ids, include_docs: true });
		return rows.map((row) => ('doc' in row ? (row.doc ?? null) : null));
	}
}

/** The first text after all that begin so. */
const following = (start: string) =>
	start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + 1);
