import { Lasting, UserError, type Clock } from '$lib/base';
import { ids, type Draft } from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import { allows } from '../may';
import type { Person } from './accounts';
import { hubFull, notFoundIsNull, prefix } from './documents';
import { mustMay } from './must-may';

/** How long a lesson thrown away can be brought back, in ms. */
export const binKeptFor = 30 * 24 * 3600_000;

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
	readonly #db: Database<Draft>;
	/** Drafts that are in the bin, or were until somebody saved them; what is asked often must not read all lessons. */
	readonly #thrown = new Lasting(
		async () => new Set((await this.#drafts()).flatMap(({ removed, draftId }) => (removed ? [draftId] : [])))
	);

	constructor(
		db: Databases['lessons'],
		private readonly now: Clock
	) {
		this.#db = db as Database<object> as Database<Draft>;
	}

	/** What a person may bring back, the last thrown away first. */
	async list(by: Person): Promise<BinRow[]> {
		const drafts = await Promise.all(
			[...(await this.#thrown.get())].map((draftId) => notFoundIsNull(this.#db.get(ids.draft(draftId))))
		);
		return drafts
			.flatMap((draft) => {
				if (!draft) return [];
				const { draftId, title, removed } = draft;
				if (!removed || !allows(by, 'throw away draft', draft)) return [];
				return { draftId, title, removedBy: removed.by, until: removed.at + binKeptFor };
			})
			.sort((a, b) => b.until - a.until);
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
		const all = await this.#drafts();
		for (const draft of all) {
			if (!draft.removed || draft.removed.at >= before) continue;
			const splits = all.filter(({ splitFrom }) => splitFrom === draft.draftId);
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
		const draft = await notFoundIsNull(this.#db.get(_id));
		if (draft?._rev && (draft.removed || draft.settledInto))
			await this.#db.remove(_id, draft._rev).catch(hubFull);
	}

	async #set(draftId: string, by: Person, removed: Draft['removed']): Promise<string> {
		const draft = await notFoundIsNull(this.#db.get(ids.draft(draftId)));
		if (!draft) throw new UserError('not_found');
		mustMay(by, 'throw away draft', draft);
		const { removed: _, ...rest } = draft;
		await this.#db.put({ ...rest, ...(removed && { removed }) }).catch(hubFull);
		if (removed) (await this.#thrown.made)?.add(draftId);
		return draft.title;
	}

	async #drafts(): Promise<Draft[]> {
		const { rows } = await this.#db.allDocs(prefix('draft:'));
		return rows.flatMap(({ doc }) => doc ?? []);
	}
}
