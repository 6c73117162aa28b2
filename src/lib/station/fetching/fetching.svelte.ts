import { UserError } from '$lib/base';
import type { OrgPath, Release } from '$lib/store';
import { storageFailure, type OpfsBlobs, type StationDatabases } from '$lib/store/browser';
import type { Outcome, Trust } from '$lib/sync';
import { missingOf, trustedReleases, type LessonHere } from '../lessons';
import type { BlobBringer } from './blob-bringer';
import { bringRelease } from './bring-release';

/** What stops everything that is on its way, because it is this computer that fails: nothing else would go better. */
const stops: Partial<Record<Outcome, 'disk_full' | 'station_damaged'>> = {
	disk: 'disk_full',
	broken: 'station_damaged'
};

/** The lessons of this station: which there are, how much of each is here, and bringing what is missing. */
export class Fetching {
	#lessons = $state.raw<LessonHere[] | null>(null);
	#unreadable = $state.raw<UserError | null>(null);
	#trouble = $state.raw<UserError | null>(null);

	constructor(
		private readonly blobs: OpfsBlobs,
		private readonly lockName = 'yuanke-bring'
	) {}

	/** What is here of the lessons; null while this computer's disk is still asked for them. */
	get lessons(): LessonHere[] | null {
		return this.#lessons;
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
	async read(db: StationDatabases, trust: Trust, org: OrgPath | undefined): Promise<void> {
		try {
			await this.renew(db, trust, org);
		} catch (cause) {
			console.warn(cause);
			this.#unreadable =
				cause instanceof UserError ? cause : new UserError('station_disk_unread', {}, { cause });
		}
	}

	/** Reads what is here. Rejects when the disk does not give it. */
	async renew(db: StationDatabases, trust: Trust, org: OrgPath | undefined): Promise<void> {
		const names = await this.blobs.names();
		const releases = await trustedReleases(db, trust, org);
		this.#lessons = await Promise.all(
			releases.map(async (release) => {
				const { jobs, landed, total } = await missingOf(release, this.blobs, names);
				return { release, state: jobs.length ? ('missing' as const) : ('here' as const), landed, total };
			})
		);
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

	async #bring(bringer: BlobBringer, signal: AbortSignal): Promise<void> {
		for (const { release, state } of this.#lessons ?? []) {
			if (state === 'here') continue;
			const show = (landed: number, total: number) => this.#show(release, 'coming', landed, total);
			const outcome = await bringRelease(release, this.blobs, bringer, show, signal);
			const { landed, total, jobs } = await missingOf(release, this.blobs, await this.blobs.names());
			this.#show(release, jobs.length ? 'missing' : 'here', landed, total);
			if (outcome === 'network') throw new UserError('hub_unreachable');
			const stop = stops[outcome];
			this.#trouble = stop ? new UserError(stop) : null;
			if (stop) return;
		}
		this.#trouble = null;
	}

	#show(release: Release, state: LessonHere['state'], landed: number, total: number): void {
		this.#lessons = (this.#lessons ?? []).map((lesson) =>
			lesson.release.id === release.id ? { release, state, landed, total } : lesson
		);
	}
}
