import { UserError } from '$lib/base';
import type { Release } from '$lib/release';
import { placeOf, type Site } from '$lib/store';
import { Derived, storageFailure, type OpfsBlobs, type StationDatabases } from '$lib/store/browser';
import type { Outcome, Trust } from '$lib/sync';
import { LessonsHere, type LessonHere } from '../lessons-here';
import type { BlobBringer } from './blob-bringer';
import { bringRelease } from './bring-release';

/** What stops everything that is on its way, because it is this computer that fails: nothing else would go better. */
const stops: Partial<Record<Outcome, 'disk_full' | 'station_damaged'>> = {
	disk: 'disk_full',
	broken: 'station_damaged'
};

/** How often it is shown how far a lesson has come, in ms. */
const shownEvery = 250;

/** The lessons of this station: which there are, how much of each is here, and bringing what is missing. */
export class Fetching {
	#lessons = $state.raw<LessonHere[] | null>(null);
	#unreadable = $state.raw<UserError | null>(null);
	#trouble = $state.raw<UserError | null>(null);
	#here: LessonsHere | null = null;

	constructor(
		private readonly blobs: OpfsBlobs,
		private readonly lockName = 'yuanke-bring'
	) {}

	/** What is here of the lessons; null while this computer's disk is still asked for them. */
	get lessons(): LessonHere[] | null {
		return this.#lessons;
	}
	/** Whether there are lessons that only a newer program can open. */
	get newer(): boolean {
		return this.#here?.newer ?? false;
	}
	/** Why the disk does not give its lessons. */
	get unreadable(): UserError | null {
		return this.#unreadable;
	}
	/** Why lessons cannot be brought on this computer (`disk_full` or `station_damaged`), since it was last tried; null when they can. */
	get trouble(): UserError | null {
		return this.#trouble;
	}

	/** Reads what is here. A disk that does not give it is not waited for: {@link unreadable} says so. */
	async read(db: StationDatabases, trust: Trust, site: Site | null): Promise<void> {
		try {
			await this.renew(db, trust, site);
		} catch (cause) {
			console.warn(cause);
			this.#unreadable =
				cause instanceof UserError ? cause : new UserError('station_disk_unread', {}, { cause });
		}
	}

	/** Reads what is here. Rejects when the disk does not give it. */
	async renew(db: StationDatabases, trust: Trust, site: Site | null): Promise<void> {
		const here = (this.#here ??= new LessonsHere(db, this.blobs, new Derived()));
		const place = site ? await placeOf({ ...site, names: site.org }) : [];
		this.#lessons = await here.renew(trust, place);
		this.#unreadable = null;
	}

	/**
	 * Brings what is missing, newest first, one file at a time, only in one window; a film may be on its way for days. Throws
	 * `UserError('hub_unreachable')` when it was cut off; what this computer fails at is {@link trouble}.
	 */
	async bring(bringer: BlobBringer, signal: AbortSignal): Promise<void> {
		await navigator.locks.request(this.lockName, { ifAvailable: true }, async (lock) => {
			if (!lock || signal.aborted) return;
			try {
				await this.#bring(bringer, signal);
			} catch (error) {
				if (error instanceof UserError) throw error;
				console.warn(error);
				this.#trouble = storageFailure(error) ?? new UserError('station_fault', {}, { cause: error });
			}
		});
	}

	/** A file of a lesson that should be here did not open: it is looked for. Gives whether it has to be brought again. */
	async lookAgain(release: Release): Promise<boolean> {
		if (!this.#here) return false;
		const found = await this.#here.look(release);
		this.#show(found);
		return found.state === 'missing';
	}

	async #bring(bringer: BlobBringer, signal: AbortSignal): Promise<void> {
		const here = this.#here;
		for (const { release, state } of this.#lessons ?? []) {
			if (state !== 'missing' || !here) continue;
			await here.begin(release);
			let shown = 0;
			const show = (landed: number, total: number) => {
				// Among thousands of lessons, each showing costs a look at all of them.
				if (performance.now() - shown < shownEvery) return;
				shown = performance.now();
				this.#show({ release, state: 'coming', landed, total });
			};
			const outcome = await bringRelease(release, this.blobs, bringer, show, signal).catch(unopened);
			this.#show(await here.look(release));
			if (outcome === 'unread') continue;
			if (outcome === 'network') throw new UserError('hub_unreachable');
			const stop = stops[outcome];
			this.#trouble = stop ? new UserError(stop) : null;
			if (stop) return;
		}
		this.#trouble = null;
	}

	#show(now: LessonHere): void {
		this.#lessons = (this.#lessons ?? []).map((lesson) =>
			lesson.release.id === now.release.id ? now : lesson
		);
	}
}

/** What of a lesson cannot be read is told where it stands in the list; the others come all the same. */
function unopened(error: unknown): 'unread' {
	if (error instanceof UserError) return 'unread';
	throw error;
}
