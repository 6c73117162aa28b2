import { type Envelope, unseal, UserError, type Clock } from '$lib/base';
import { Release, releaseKind } from '$lib/release';
import { CatalogueHead, ids, Site } from '$lib/store';
import type { FileBlobs } from '$lib/store/node';
import type { Ahead } from '$lib/sync/protocol';
import type * as v from 'valibot';
import type { Catalogue } from './catalogue';
import { notFoundIsNull } from './documents';
import { beginGeneration, keepGeneration } from './generation';
import { soleLease, type Lease } from './lease';
import type { Caller, Stations } from './stations';

/**
 * Hears what a station knows more than the hub: the hub was put back from a backup, perhaps by copying a folder. Only what this
 * hub signed itself is believed, so that the worst a station can tell is the truth.
 */
export class AheadOfHub {
	constructor(
		private readonly catalogue: Catalogue,
		private readonly stations: Stations,
		private readonly blobs: FileBlobs,
		private readonly now: Clock,
		/** One station at a time is heard: what two tell is added up. */
		private readonly lease: Lease = soleLease()
	) {}

	/** Takes what is signed by this hub and newer than what it has; the rest is passed over. */
	hear(told: Ahead, caller: Caller): Promise<void> {
		return this.lease.run(() => this.#hear(told, caller));
	}

	async #hear({ head, site, releases = [] }: Ahead, caller: Caller): Promise<void> {
		await this.catalogue.follow();
		if (head) await this.#hearHead(head);
		if (site) await this.#hearSite(site, caller);
		const lost = [];
		for (const doc of releases) {
			const release = await this.#read(doc, releaseKind, Release);
			if (release && !(await this.#isKnown(release))) lost.push({ doc, release });
		}
		if (!lost.length) return;
		const { used } = this.catalogue.generation;
		for (const { release } of lost)
			used[release.lessonId] = Math.max(used[release.lessonId] ?? 0, release.number);
		await keepGeneration(this.catalogue.db, this.catalogue.generation);
		// A release whose files went with the backup cannot be given out again, but its number is never used for another.
		for (const { doc, release } of lost)
			if ((await this.blobs.size(release.manifest.sha256)) !== null) await this.catalogue.add(doc);
	}

	async #hearHead(doc: Envelope): Promise<void> {
		const told = await this.#read(doc, 'catalogue-head', CatalogueHead);
		const own = await this.catalogue.head();
		if (!told || !own || told.counter <= own.counter || told.generation !== own.generation) return;
		Object.assign(this.catalogue.generation, await beginGeneration(this.catalogue.db, 'noticed', this.now));
		await this.catalogue.renew(told.counter);
	}

	async #hearSite(doc: Envelope, { stationId }: Caller): Promise<void> {
		const told = await this.#read(doc, 'site', Site);
		if (told?.stationId === stationId) await this.stations.takeBack(told);
	}

	async #isKnown({ lessonId, number }: Release): Promise<boolean> {
		return (await notFoundIsNull(this.catalogue.db.get(ids.release(lessonId, number)))) !== null;
	}

	async #read<T>(doc: Envelope, kind: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
		const { believes } = this.catalogue.keys;
		return unseal(doc, believes, kind, schema).catch((error: unknown) => {
			if (error instanceof UserError) return null;
			throw error;
		});
	}
}
