import { SerialQueue, type Clock } from '$lib/base';
import { openLesson, type Opened } from '$lib/lesson';
import {
	ids,
	versionKind,
	type Draft,
	unitsOfNames,
	type UnitsOf,
	type Version,
	type VersionReason
} from '$lib/store';
import type { Databases } from '$lib/store/node';
import type { VersionRow } from '../protocol';
import { hubFull, statusOf } from './documents';
import { Repository } from './repository';

/** What is kept, and why. */
export interface Keeping {
	key: string;
	reason: VersionReason;
	name: string;
	by: string;
	/** When it was asked for, in ms; the hub's own time when left out. */
	at?: number;
}

/** What is kept of a draft, and where it belongs. */
type Keepable = Pick<Draft, 'draftId' | 'title' | 'media' | 'awaited' | 'lesson'> & Pick<Version, 'branch'>;

/** How often a version is numbered anew because another was quicker. */
const mostTries = 5;

/** How many versions nobody asked for are kept of one draft. */
const thinnedTo = 30;
const isThinned = ({ reason }: Pick<Version, 'reason'>) => reason === 'restore' || reason === 'day';

/** Earlier states of drafts. Decides nothing about who may see them: {@link Drafts} does. */
export class Versions {
	readonly #kept: Repository<Version>;
	/** Numbers are counted, so one at a time. */
	readonly #queue = new SerialQueue();

	constructor(
		db: Databases['lessons'],
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#kept = new Repository(db, versionKind, unitsOf);
	}

	/** Keeps a state of a draft, once per key. Gives its number. Throws `UserError('hub_disk_full')`. */
	keep(draft: Keepable, what: Keeping): Promise<number> {
		return this.#queue.run(async () => {
			// Another hub process may count at the same time.
			for (let tries = 1; ; tries++) {
				const number = await this.#keepNext(draft, what).catch((error: unknown) => {
					if (statusOf(error) === 409 && tries < mostTries) return null;
					return hubFull(error);
				});
				if (number !== null) return number;
			}
		});
	}

	async #keepNext(draft: Keepable, what: Keeping): Promise<number> {
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
			formatVersion: 2,
			...{ draftId, number, key, reason, name, at, by, title, media, awaited, lesson },
			...(branch && { branch })
		};
		await this.#kept.put(version);
		const old = [...before, version].filter(isThinned).slice(0, -thinnedTo);
		for (const one of old) await this.#removeOld(one);
		return number;
	}

	/** Whoever thinned the versions at the same time has removed it. */
	async #removeOld(version: Version): Promise<void> {
		await this.#kept.remove(version).catch((error: unknown) => {
			if (![404, 409].includes(statusOf(error))) throw error;
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
		const version = await this.#kept.get(ids.version(draftId, number));
		return version && openLesson(version.lesson);
	}

	/** Gives one draft the versions another has. */
	async copy(from: string, to: string): Promise<void> {
		for (const version of await this.#of(from)) await this.keep({ ...version, draftId: to }, version);
	}

	#of(draftId: string): Promise<Version[]> {
		return this.#kept.startingWith(`version:${draftId}:`);
	}
}
