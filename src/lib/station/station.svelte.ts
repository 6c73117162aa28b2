import { unseal, importKey, keyIdOf, UserError, type Clock } from '$lib/base';
import type { Entry, EntryPerson } from '$lib/ledger';
import { Receipt, ids, type Person, type Release, type Site } from '$lib/store';
import {
	Journal,
	openStationDatabases,
	OpfsBlobs,
	type Identity,
	type StationDatabases,
	type StoredAttempt
} from '$lib/store/browser';
import { BlobBringer, getOwn, pullCatalogue, pushRecords } from '$lib/sync';
import { enrol, readSite } from './enrol';
import { KeeperLock } from './keeper-lock.svelte';
import { bringRelease, missingOf, trustedReleases, type LessonHere } from './lessons';
import { Recorder } from './recorder';

/** How the exchange with the hub stands; times in ms. */
export type SyncState =
	| { kind: 'never' }
	| { kind: 'working' }
	| { kind: 'current'; at: number }
	| { kind: 'offline'; since: number }
	| { kind: 'refused'; code: 'hub_forged' | 'not_allowed' };

/** How long between two exchanges, in ms; a third more or less by chance, so that stations do not all come at once. */
const pause = 3 * 60_000;
const shortestRetry = 5_000;

/** A learner at the station, and how we know who it is. */
export type Learner = EntryPerson;

/** The whole station behind its pages: who it is, what it holds, what it records, how it keeps in touch. */
export class Station {
	readonly keeper = new KeeperLock();
	readonly journal = new Journal<Entry>();
	readonly blobs = new OpfsBlobs();
	#opened = $state(false);
	#identity = $state.raw<Identity | null>(null);
	#site = $state.raw<Site | null>(null);
	#lessons = $state.raw<LessonHere[]>([]);
	#sync = $state.raw<SyncState>({ kind: 'never' });
	#learner = $state.raw<Learner | null>(null);
	#receipt = $state.raw<Receipt | null>(null);
	#waitingPages = $state(0);
	#refused = $state.raw<string[]>([]);
	#db: StationDatabases | null = null;
	#recorder: Recorder | null = null;
	#bringer: BlobBringer | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retry = shortestRetry;
	#stop = new AbortController();

	constructor(
		private readonly origin: string,
		private readonly now: Clock
	) {}

	/** Whether this computer's disk has been read. */
	get opened() {
		return this.#opened;
	}
	get identity() {
		return this.#identity;
	}
	get site() {
		return this.#site;
	}
	get lessons() {
		return this.#lessons;
	}
	get sync() {
		return this.#sync;
	}
	get learner() {
		return this.#learner;
	}
	get receipt() {
		return this.#receipt;
	}
	/** Pages closed and not yet receipted. */
	get waitingPages() {
		return this.#waitingPages;
	}
	/** Pages the hub will never take, by id: somebody has to look. */
	get refused() {
		return this.#refused;
	}
	get recorder(): Recorder {
		if (!this.#recorder) throw new UserError('station_not_enrolled');
		return this.#recorder;
	}

	/** Reads who this computer is, and starts keeping in touch when it is a station. */
	async open(): Promise<void> {
		const identity = await this.journal.identity();
		if (identity) {
			this.#site = await readSite(await this.journal.fact('site'), identity.rootKey, identity.stationId);
			await this.#begin(identity);
		}
		this.#opened = true;
	}

	/** Makes this computer a station. Throws as {@link enrol}. */
	async enrol(code: string): Promise<void> {
		const { identity, site } = await enrol(this.journal, this.origin, code, this.now);
		this.#site = site;
		await this.#begin(identity);
	}

	/** A learner says who they are. */
	choose(person: Person, how: Learner['how']): void {
		this.#learner = { id: person.id, name: person.name, how };
	}

	/** The learner is done; the next one chooses their own name. */
	async leave(): Promise<void> {
		this.#learner = null;
		await this.recorder.closePages();
		this.exchange();
	}

	/** The attempts of the learner who is here, and of nobody else. */
	async ownAttempts(): Promise<StoredAttempt[]> {
		return this.#learner ? this.journal.attempts(this.#learner.id) : [];
	}

	/** Exchanges with the hub now. */
	exchange(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#exchange(), 0);
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#stop.abort();
		this.#bringer?.close();
	}

	async #begin(identity: Identity): Promise<void> {
		this.#identity = identity;
		this.#db = openStationDatabases();
		this.#recorder = new Recorder(this.journal, identity, this.now);
		this.#bringer = new BlobBringer(this.origin, identity.credential);
		const kept = await this.journal.fact('receipt');
		if (kept) this.#receipt = await this.#readReceipt(kept).catch(() => null);
		// Entries of an earlier run that no page holds yet: the power was cut.
		await this.#recorder.closePages();
		await this.#renewLessons();
		await this.#countPages();
		this.exchange();
	}

	/** One exchange; only one window at a time does it, and every failure is tried again later. */
	async #exchange(): Promise<void> {
		const identity = this.#identity;
		if (!identity || this.#stop.signal.aborted) return;
		await navigator.locks.request('yuanke-exchange', { ifAvailable: true }, async (lock) => {
			if (!lock) return;
			const before = this.#sync;
			this.#sync = { kind: 'working' };
			try {
				await this.#pull(identity);
				await this.#push(identity);
				this.#sync = { kind: 'current', at: this.now() };
				this.#retry = shortestRetry;
				await this.#bring();
			} catch (error) {
				console.warn(error); // for whoever is asked to help: the screen only says "no network"
				this.#sync =
					error instanceof UserError && error.code === 'hub_forged'
						? { kind: 'refused', code: 'hub_forged' }
						: { kind: 'offline', since: before.kind === 'offline' ? before.since : this.now() };
			}
		});
		const wait =
			this.#sync.kind === 'current' ? pause : (this.#retry = Math.min(this.#retry * 2, 10 * 60_000));
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#exchange(), wait * (0.67 + Math.random() * 0.66));
	}

	async #pull(identity: Identity): Promise<void> {
		if (!this.#db) return;
		const remote = { origin: this.origin, credential: identity.credential };
		const etag = (await this.journal.fact('site-etag')) as string | undefined;
		const site = await getOwn(remote, 'sites', ids.site(identity.stationId), etag);
		if (site) {
			const read = await readSite(site.doc, identity.rootKey, identity.stationId);
			// An older document than ours was withheld from us or dug out: it changes nothing.
			if (!this.#site || read.counter >= this.#site.counter) {
				await this.journal.keep('site', site.doc);
				await this.journal.keep('site-etag', site.etag);
				this.#site = read;
			}
		}
		await pullCatalogue(this.#db, remote);
		await this.#renewLessons();
	}

	async #push(identity: Identity): Promise<void> {
		if (!this.#db || !this.#recorder) return;
		const remote = { origin: this.origin, credential: identity.credential };
		await this.#recorder.closePages();
		const pages = await this.journal.pages();
		await this.#db.records.bulkDocs(pages, { new_edits: false });
		await this.#countPages();
		const pushed = await pushRecords(this.#db, remote);
		if (pushed.refused.length) this.#refused = pushed.refused;
		const answer = await getOwn(remote, 'receipts', ids.receipt(identity.deviceId));
		if (!answer) return;
		const receipt = await this.#readReceipt(answer.doc);
		await this.journal.keep('receipt', answer.doc);
		this.#receipt = receipt;
		const last = ids.page(identity.stationId, identity.deviceId, receipt.page);
		await this.journal.release(pages.filter((page) => page._id <= last).map((page) => page._id));
		await this.#countPages();
	}

	/** Brings lessons, newest first, one file at a time. */
	async #bring(): Promise<void> {
		for (const { release, state } of this.#lessons) {
			if (state === 'here' || !this.#bringer) continue;
			const show = (landed: number, total: number) => this.#show(release, 'coming', landed, total);
			const outcome = await bringRelease(release, this.blobs, this.#bringer, show, this.#stop.signal);
			const { landed, total, jobs } = await missingOf(release, this.blobs, await this.blobs.names());
			this.#show(release, jobs.length ? 'missing' : 'here', landed, total);
			if (outcome === 'network') throw new UserError('hub_unreachable');
		}
	}

	#show(release: Release, state: LessonHere['state'], landed: number, total: number): void {
		this.#lessons = this.#lessons.map((lesson) =>
			lesson.release.id === release.id ? { release, state, landed, total } : lesson
		);
	}

	async #renewLessons(): Promise<void> {
		if (!this.#db || !this.#identity) return;
		const names = await this.blobs.names();
		const releases = await trustedReleases(this.#db, this.#identity.rootKey);
		this.#lessons = await Promise.all(
			releases.map(async (release) => {
				const { jobs, landed, total } = await missingOf(release, this.blobs, names);
				return { release, state: jobs.length ? ('missing' as const) : ('here' as const), landed, total };
			})
		);
	}

	async #readReceipt(doc: unknown): Promise<Receipt> {
		const identity = this.#identity;
		if (!identity) throw new UserError('station_not_enrolled');
		const keyId = await keyIdOf(identity.rootKey);
		const key = await importKey(identity.rootKey);
		const receipt = await unseal(doc, (id) => (id === keyId ? key : undefined), 'receipt', Receipt);
		if (receipt.deviceId !== identity.deviceId) throw new UserError('hub_forged');
		return receipt;
	}

	async #countPages(): Promise<void> {
		this.#waitingPages = (await this.journal.pages()).length;
	}
}
