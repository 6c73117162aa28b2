import { UserError, type Clock } from '$lib/base';
import { draftKind, ids, type Draft, type ShownDraft, unitsOfNames, type UnitsOf } from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import { allows } from '../may';
import type { Person } from './accounts';
import { hubFull, prefix } from './documents';
import { idInRow, rowIds, type Lookup } from './lookup';
import { mustMay } from './must-may';
import { Repository } from './repository';

/** How long a lesson thrown away can be brought back, in ms. */
export const binKeptFor = 30 * 24 * 3600_000;

/** How many lessons the bin shows at most, the last thrown away. */
const shownInBin = 500;

/** A row of the bin. `until`: when it is forgotten, in ms. */
export interface BinRow {
	draftId: string;
	title: string;
	removedBy: string;
	until: number;
}

/**
 * Lessons thrown away by their authors. What was released of them stays at the stations. Whoever still writes on one takes it
 * out again: a save is never lost.
 */
export class DraftBin {
	readonly #db: Database<object>;
	readonly #drafts: Repository<Draft>;

	constructor(
		db: Databases['lessons'],
		private readonly lookup: Lookup,
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#db = db;
		this.#drafts = new Repository(db, draftKind, unitsOf);
	}

	/** What a person may bring back, the last thrown away first. */
	async list(by: Person): Promise<BinRow[]> {
		const rows = await this.lookup.now();
		const bin = rowIds.list('bin', by.branch);
		const { rows: thrown } = await rows.list<ShownDraft>('draft', bin, shownInBin);
		return thrown.flatMap((draft) => {
			const { draftId, title, removed } = draft;
			if (!removed || !allows(by, 'throw away draft', draft)) return [];
			return { draftId, title, removedBy: removed.by, until: removed.at + binKeptFor };
		});
	}

	/** Puts a lesson into the bin; gives its title. Throws `UserError('not_found' | 'not_allowed' | 'hub_disk_full')`. */
	throwAway(draftId: string, by: Person): Promise<string> {
		return this.#set(draftId, by, { at: this.now(), by: by.name });
	}

	/** Takes a lesson out of the bin; gives its title. Throws like {@link throwAway}. */
	bringBack(draftId: string, by: Person): Promise<string> {
		return this.#set(draftId, by, undefined);
	}

	/** Forgets what was thrown away longer ago than {@link binKeptFor}: its versions and remarks, then itself. */
	async tidy(): Promise<void> {
		const before = this.now() - binKeptFor;
		for await (const draft of this.#thrownUntil(before)) {
			if (!draft.removed || draft.removed.at >= before) continue;
			const split = await (await this.lookup.now()).ids(rowIds.split(draft.draftId), 1000);
			const splits = await this.#draftsOf(split);
			// Somebody has still to decide between this one and theirs.
			if (splits.some(({ settledInto, removed }) => !settledInto && !removed)) continue;
			for (const one of [...splits.filter(({ settledInto }) => settledInto), draft]) await this.#forget(one);
		}
	}

	/** The draft goes last: whatever ends this half-way, the next time finds what is left by it. */
	async #forget({ _id, draftId }: Draft): Promise<void> {
		for (const kind of ['version', 'comment']) {
			const { rows } = await this.#db.allDocs(prefix(`${kind}:${draftId}:`));
			for (const { id, value } of rows) await this.#db.remove(id, value.rev).catch(hubFull);
		}
		// As it is now: who wrote on it meanwhile has taken it out of the bin.
		const draft = await this.#drafts.get(_id);
		if (draft?.removed || draft?.settledInto) await this.#drafts.remove(draft).catch(hubFull);
	}

	async #set(draftId: string, by: Person, removed: Draft['removed']): Promise<string> {
		const draft = await this.#drafts.get(ids.draft(draftId));
		if (!draft) throw new UserError('not_found');
		mustMay(by, 'throw away draft', draft);
		const { removed: _, ...rest } = draft;
		await this.#drafts.put({ ...rest, ...(removed && { removed }) }).catch(hubFull);
		return draft.title;
	}

	/** What lies in the bin since the day of a moment, or longer; the last of them first. */
	async *#thrownUntil(moment: number): AsyncGenerator<Draft> {
		const rows = await this.lookup.now();
		const [bin, some] = [rowIds.list('bin', []), 100];
		for (let from = rowIds.list('bin', [], moment); ;) {
			const found = await rows.ids(bin, some, from);
			yield* await this.#draftsOf(found);
			if (found.length < some) return;
			from = found.at(-1)!;
		}
	}

	/** The drafts that some rows stand for, as they are now. */
	#draftsOf(rows: string[]): Promise<Draft[]> {
		return this.#drafts.some(rows.map((row) => ids.draft(idInRow(row))));
	}
}
