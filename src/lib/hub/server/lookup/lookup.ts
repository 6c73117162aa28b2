import { SerialQueue, type Envelope } from '$lib/base';
import {
	draftKind,
	ids,
	unitsOfNames,
	type Device,
	type Figure,
	type LookupRow,
	type Shown,
	type UnitsOf
} from '$lib/store';
import { storeFailure, type Database, type Databases } from '$lib/store/node';
import { allWritten, isConflict, isOfHere, notFoundIsNull, statusOf } from '../documents';
import { lifeOf } from './life';
import { soleLease, type Lease } from '../lease';
import { Repository } from '../repository';
import { LookupRows } from './lookup-rows';
import {
	rowsOfAccount,
	rowsOfFigure,
	rowsOfLessons,
	rowsOfRelease,
	rowsOfSite,
	type Besides,
	type Rows
} from './rows';
import { countTotals, rememberRecent } from './tally';

/** The present form of the rows: raised when the same document gives others, so that all are made anew. */
const lookupFormat = 3;

/** How many changed documents are taken in at once. Lessons may be large. */
const portion = 50;

/** How often a portion is begun again because another process wrote the same rows. */
const mostTries = 20;

/** What is taken in before lessons and files are asked for, before results are, and before stations are. */
const groups = {
	lessons: ['lessons', 'catalogue'],
	figures: ['figures'],
	stations: ['sites', 'accounts']
} as const;
type Group = keyof typeof groups;
type Source = (typeof groups)[Group][number];
const sources: Source[] = Object.values(groups).flat();
/** A full disk takes nothing in, which whoever writes is told; what is there can still be read. */
function readOn(error: unknown): void {
	const code = storeFailure(error)?.code;
	if (code !== 'hub_disk_full' && code !== 'hub_disk_read_only') throw error;
}

type Change = PouchDB.Core.ChangesResponseChange<object>;
type Write = LookupRow & { _deleted?: boolean };
const nothing: Rows = { ids: [], shown: null, lasting: [] };

/**
 * What lists and rights are answered from, so that no page and no file reads all that was ever stored: rows in a database of
 * their own that follow from `lessons` and `catalogue` and can be made again.
 */
export class Lookup {
	readonly #rows: LookupRows;
	readonly #queue = new SerialQueue();
	readonly #besides: Besides;
	readonly #coming: Partial<Record<Group, Promise<void>>> = {};

	constructor(
		private readonly db: Pick<Databases, 'lookup' | Source>,
		filesOf: Besides['filesOf'],
		/** Which life of the databases this is. */
		private readonly generation: string,
		/** One process at a time takes in what is new. */
		private readonly lease: Lease = soleLease(),
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#rows = new LookupRows(db.lookup);
		const drafts = new Repository(db.lessons, draftKind, unitsOf);
		const placeOf = async (draftId: string) => (await drafts.get(ids.draft(draftId)))?.branch ?? null;
		this.#besides = { filesOf, placeOf, unitsOf };
	}

	/** Makes rows of an older form or another life anew, and catches up. */
	async prepare(): Promise<void> {
		const stand = await Promise.all(sources.map((source) => this.#stands(source)));
		if (stand.includes(false)) await this.#queue.run(() => this.lease.run(() => this.#clear()));
		await this.now();
	}

	/** The rows of a group, with all that was written until now taken in, as far as the disk has room for it. */
	async now(group: Group = 'lessons'): Promise<LookupRows> {
		// Whoever asks while one run waits for another is served by it: it begins after what they wrote.
		const coming = (this.#coming[group] ??= this.#queue.run(async () => {
			delete this.#coming[group];
			for (const source of groups[group])
				if (await this.#hasNews(source))
					await this.lease.run(async () => {
						while (await this.#step(source));
					});
		}));
		await coming.catch(readOn);
		return this.#rows;
	}

	async #stands(source: Source): Promise<boolean> {
		const { since, life, generation, format, _rev } = await this.#note(source);
		const { update_seq: last } = await this.db[source].info();
		const isAhead = !isOfHere(since ?? 0, last);
		const isSame = generation === this.generation && life === (await lifeOf(this.#db(source)));
		return !_rev || (isSame && format === lookupFormat && !isAhead);
	}

	#db(source: Source): Database<object> {
		return this.db[source] as Database<object>;
	}

	async #note(source: Source): Promise<LookupRow> {
		const id = `note:${source}`;
		return (await notFoundIsNull(this.db.lookup.get(id))) ?? { _id: id, since: 0 };
	}

	/** Whether a database changed since it was last followed. Asked first, because taking turns costs more. */
	async #hasNews(source: Source): Promise<boolean> {
		const { since = 0 } = await this.#note(source);
		const db = this.#db(source);
		if ((await db.info()).update_seq === since) return false;
		if (!this.lease.shared) return true;
		// A CouchDB spells one state in several ways: that nothing came is what tells.
		return (await db.changes({ since, limit: 1 })).results.length > 0;
	}

	/** Takes the next changes of a database in. False when there are no more. */
	async #step(source: Source, tries = 1): Promise<boolean> {
		const note = await this.#note(source);
		const db = this.#db(source);
		if ((await db.info()).update_seq === note.since) return false;
		const { results, last_seq: since } = await db.changes({
			...{ since: note.since, limit: portion, include_docs: true }
		});
		// A CouchDB spells one state in several ways: that nothing came is what tells.
		if (!results.length) return false;
		const changed = results.filter(({ id }) => !id.startsWith('_') && id !== ids.catalogueHead);
		try {
			await this.#take(source, changed);
			const { generation } = this;
			const life = note.life ?? (await lifeOf(this.#db(source)));
			await this.db.lookup.put({ ...note, since, life, generation, format: lookupFormat });
		} catch (error) {
			// Another process takes in the same: what it wrote is read, and the rest written.
			if (statusOf(error) !== 409 || tries >= mostTries) throw error;
			return this.#step(source, tries + 1);
		}
		return results.length === portion;
	}

	#rowsOf(source: Source, { id, doc, deleted }: Change, before: Shown | undefined): Promise<Rows> | Rows {
		if (deleted || !doc) return nothing;
		if (source === 'lessons') return rowsOfLessons(doc, this.#besides, before);
		if (source === 'figures') return rowsOfFigure(doc as Figure);
		if (source === 'accounts') return rowsOfAccount(doc as Device);
		const { kind, signed } = doc as Envelope;
		if (source === 'sites') return id.startsWith('site:') ? rowsOfSite(signed, this.#besides) : nothing;
		return kind === 'release' ? rowsOfRelease(signed, this.#besides) : nothing;
	}

	/**
	 * Writes what the rows of some documents differ in from what is there. Which rows are a document's is written down before
	 * they are, as `open`, and after them as it is then: wherever this is cut off, the next time knows all there may be.
	 */
	async #take(source: Source, changed: Change[]): Promise<void> {
		const asked = changed.flatMap(({ id }) => [`of:${id}`, `shown:${id}`]);
		const before = new Map(
			(await this.#rows.documents(asked)).flatMap((row) => (row ? [[row._id, row]] : []))
		);
		const shown: Write[] = [];
		const owned: { before: LookupRow | undefined; _id: string; had: string[]; own: string[] }[] = [];
		const wanted = new Set<string>();
		const gone = new Set<string>();
		for (const change of changed) {
			const { id } = change;
			const old = before.get(`shown:${id}`);
			const rows = await this.#rowsOf(source, change, old?.shown);
			const of = before.get(`of:${id}`);
			const [own, had] = [new Set(rows.ids), new Set(of?.ids)];
			const left = [...had].filter((row) => !own.has(row));
			if (left.length || own.size !== had.size || of?.open)
				owned.push({ before: of, _id: `of:${id}`, had: [...had], own: [...own] });
			for (const row of left) gone.add(row);
			for (const row of [...own, ...rows.lasting]) if (of?.open || !had.has(row)) wanted.add(row);
			if (rows.shown && JSON.stringify(old?.shown) !== JSON.stringify(rows.shown))
				shown.push({ ...old, _id: `shown:${id}`, shown: rows.shown });
			if (!rows.shown && old) shown.push({ ...old, _deleted: true });
		}
		const opened = await this.#write(
			owned.map(({ before, _id, had, own }) => {
				const ids = [...new Set([...had, ...own])];
				return { ...before, _id, ids, open: true };
			})
		);
		const there = await this.#rows.present([...gone].filter((row) => !wanted.has(row)));
		const leaving = [...there].map(([_id, _rev]) => ({ _id, _rev, _deleted: true }));
		// To ask of each whether it is there costs more than to write it and be told so.
		await this.#write([...shown, ...[...wanted].map((_id) => ({ _id })), ...leaving], wanted);
		if (source === 'figures') await this.#count(changed, [...wanted, ...gone]);
		await this.#write(
			owned.map(({ _id, own }, i) => ({
				...{ _id, _rev: opened[i] ?? '' },
				...(own.length ? { ids: own } : { _deleted: true })
			}))
		);
	}

	/** Counts anew what some attempts belong to. `rows`: those that came and went. */
	async #count(changed: Change[], rows: string[]): Promise<void> {
		await this.#write(await countTotals(this.#rows, rows));
		const figures = changed.flatMap(({ doc, deleted }) => (doc && !deleted ? [doc as Figure] : []));
		const attempts = figures.flatMap((figure) => (figure.kind === 'attempt' ? [figure] : []));
		const gone = new Set(changed.flatMap(({ id, deleted }) => (deleted ? [id] : [])));
		await this.#write(await rememberRecent(this.#rows, attempts, gone));
	}

	/** Writes documents and gives their new revisions. Those of `rows` say nothing but that they are there, and may be already. */
	async #write(documents: Write[], rows = new Set<string>()): Promise<(string | undefined)[]> {
		if (!documents.length) return [];
		const answers = await this.db.lookup.bulkDocs(documents);
		allWritten(answers.filter((answer) => !isConflict(answer) || !rows.has(answer.id ?? '')));
		return answers.map(({ rev }) => rev);
	}

	async #clear(): Promise<void> {
		// All but the turn that is being taken.
		for (const range of [{ endkey: 'lease:', inclusive_end: false }, { startkey: 'lease;' }])
			for (;;) {
				const { rows } = await this.db.lookup.allDocs({ ...range, limit: 1000 });
				if (!rows.length) break;
				await this.#write(rows.map(({ id, value }) => ({ _id: id, _rev: value.rev, _deleted: true })));
			}
	}
}
