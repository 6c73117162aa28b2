import { SerialQueue, type Clock } from '$lib/base';
import { openLesson, type Opened } from '$lib/lesson';
import { ids, type Draft, type Version, type VersionReason } from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import { hubFull, notFoundIsNull, prefix } from './documents';

/** A row of a lesson's history. */
export type VersionRow = Pick<Version, 'number' | 'key' | 'reason' | 'name' | 'at' | 'by' | 'title'>;

/** What is kept, and why. */
export interface Keeping {
	key: string;
	reason: VersionReason;
	name: string;
	by: string;
	/** When it was asked for, in ms; the hub's own time when left out. */
	at?: number;
}

/** How many versions nobody asked for are kept of one draft. */
const thinnedTo = 30;
const isThinned = ({ reason }: Pick<Version, 'reason'>) => reason === 'restore' || reason === 'day';

/** Earlier states of drafts. Decides nothing about who may see them: {@link Drafts} does. */
export class Versions {
	readonly #db: Database<Version>;
	/** Numbers are counted, so one at a time. */
	readonly #queue = new SerialQueue();

	constructor(
		db: Databases['lessons'],
		private readonly now: Clock
	) {
		this.#db = db as Database<object> as Database<Version>;
	}

	/** Keeps a state of a draft, once per key. Gives its number. Throws `UserError('hub_disk_full')`. */
	keep(
		draft: Pick<Draft, 'draftId' | 'title' | 'media' | 'awaited' | 'lesson'> & Pick<Version, 'branch'>,
		what: Keeping
	): Promise<number> {
		return this.#queue.run(async () => {
			const before = await this.#of(draft.draftId);
			const known = before.find(({ key }) => key === what.key);
			if (known) return known.number;
			const number = (before.at(-1)?.number ?? 0) + 1;
			const { draftId, branch, title, media, awaited = {}, lesson } = draft;
			const { key, reason, name, by } = what;
			const at = Math.min(what.at ?? Infinity, this.now());
			const version: Version = {
				_id: ids.version(draftId, number),
				kind: 'version',
				formatVersion: 1,
				...{ draftId, number, key, reason, name, at, by, title, media, awaited, lesson },
				...(branch && { branch })
			};
			await this.#db.put(version).catch(hubFull);
			const old = [...before, version].filter(isThinned).slice(0, -thinnedTo);
			for (const { _id, _rev } of old) if (_rev) await this.#db.remove(_id, _rev).catch(hubFull);
			return number;
		});
	}

	/** All versions of a draft, newest first. */
	async list(draftId: string): Promise<VersionRow[]> {
		return (await this.#of(draftId))
			.map(({ number, key, reason, name, at, by, title }) => ({ number, key, reason, name, at, by, title }))
			.reverse();
	}

	/** One version's lesson; null when there is no such version. */
	async open(draftId: string, number: number): Promise<Opened | null> {
		const version = await notFoundIsNull(this.#db.get(ids.version(draftId, number)));
		return version && openLesson(version.lesson);
	}

	/** Gives one draft the versions another has. */
	async copy(from: string, to: string): Promise<void> {
		for (const version of await this.#of(from)) await this.keep({ ...version, draftId: to }, version);
	}

	async #of(draftId: string): Promise<Version[]> {
		const { rows } = await this.#db.allDocs(prefix(`version:${draftId}:`));
		return rows.flatMap(({ doc }) => (doc ? [doc] : []));
	}
}
