import { UserError, type Clock } from '$lib/base';
import type { Entry, EntryPerson } from '$lib/ledger';
import type { Release } from '$lib/release';
import { placeOf, type Person, type Receipt, type Site } from '$lib/store';
import {
	Derived,
	Journal,
	openStationDatabases,
	OpfsBlobs,
	type Identity,
	type StationDatabases,
	type StoredAttempt
} from '$lib/store/browser';
import { BlobBringer } from '$lib/sync';
import { enrol } from './enrol';
import { HubLink, type Doubt } from './hub-link';
import { PinGate } from './pin-gate';
import { KeeperLock } from './keeper-lock.svelte';
import { bringRelease } from './lessons';
import { LessonsHere, type LessonHere } from './lessons-here';
import { Recorder } from './recorder';

/** How the exchange with the hub stands; times in ms. */
export type SyncState =
	| { kind: 'never' }
	| { kind: 'working' }
	| { kind: 'current'; at: number; doubts: Doubt[] }
	| { kind: 'offline'; since: number }
	| { kind: 'refused'; code: Refused };

/** Why nothing of the hub's is believed, or the hub believes nothing of ours. */
const refusals = ['hub_forged', 'not_allowed', 'format_newer'] as const;
type Refused = (typeof refusals)[number];

/** How long between two exchanges, in ms; a third more or less by chance, so that stations do not all come at once. */
const pause = 3 * 60_000;
const shortestRetry = 5_000;
/** How often it is shown how far a lesson has come, in ms. */
const shownEvery = 250;

/** A learner at the station, and how we know who it is. */
export type Learner = EntryPerson;

/** The whole station behind its pages: who it is, what it holds, what it records, how it keeps in touch. */
export class Station {
	readonly journal = new Journal<Entry>();
	readonly keeper: KeeperLock;
	readonly #pins: PinGate;
	readonly blobs = new OpfsBlobs();
	#opened = $state(false);
	#identity = $state.raw<Identity | null>(null);
	#site = $state.raw<Site | null>(null);
	#lessons = $state.raw<LessonHere[] | null>(null);
	#unreadable = $state.raw<UserError | null>(null);
	#sync = $state.raw<SyncState>({ kind: 'never' });
	#learner = $state.raw<Learner | null>(null);
	#receipt = $state.raw<Receipt | null>(null);
	#waitingPages = $state(0);
	#refused = $state.raw<string[]>([]);
	#db: StationDatabases | null = null;
	#here: LessonsHere | null = null;
	#link: HubLink | null = null;
	#recorder: Recorder | null = null;
	#bringer: BlobBringer | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retry = shortestRetry;
	#exchanging = false;
	/** Whether an exchange was asked for since the last one began. */
	#asked = false;
	#stop = new AbortController();

	constructor(
		private readonly origin: string,
		private readonly now: Clock
	) {
		this.#pins = new PinGate(this.journal, now);
		this.keeper = new KeeperLock(this.#pins);
	}

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
	/** What is here of the lessons; null while this computer's disk is still asked for them. */
	get lessons() {
		return this.#lessons;
	}
	/** Why the disk does not give its lessons; it is asked again at every exchange. */
	get unreadable() {
		return this.#unreadable;
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

	/**
	 * Reads who this computer is and who learns here, and starts keeping in touch when it is a station. Lessons follow: what a
	 * slow or damaged disk makes of them keeps nobody waiting before the door. May be asked again when it fails; throws
	 * `UserError('station_no_storage' | 'station_disk_unread')`.
	 */
	async open(): Promise<void> {
		if (!('indexedDB' in globalThis) || !('storage' in navigator)) throw new UserError('station_no_storage');
		try {
			const identity = await this.journal.identity();
			if (identity) await this.#begin(identity);
		} catch (cause) {
			throw cause instanceof UserError ? cause : new UserError('station_disk_unread', {}, { cause });
		}
		this.#opened = true;
	}

	/** Makes this computer a station. Throws as {@link enrol}. */
	async enrol(code: string): Promise<void> {
		const { identity } = await enrol(this.journal, this.origin, code, this.now);
		await this.#begin(identity);
	}

	/** A learner says who they are, with the PIN of those who have one. Throws as {@link PinGate.check}. */
	async choose(person: Person, pin?: string): Promise<void> {
		if (person.pin) await this.#pins.check(person.id, pin ?? '', person.pin);
		this.#learner = { id: person.id, name: person.name, how: person.pin ? 'pin' : 'list' };
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
		this.#db ??= openStationDatabases();
		this.#here ??= new LessonsHere(this.#db, this.blobs, new Derived());
		const link = await HubLink.open(this.journal, this.#db, identity, this.origin, this.now);
		this.#link = link;
		this.#site = link.site;
		this.#receipt = link.receipt;
		// A computer whose battery died says 2009: records are never dated before what the hub has said since.
		this.#recorder = new Recorder(this.journal, identity, () => Math.max(this.now(), link.hubTime));
		this.#bringer = new BlobBringer(this.origin, identity.credential);
		void this.#catchUp(this.#recorder);
	}

	async #catchUp(recorder: Recorder): Promise<void> {
		try {
			// Entries of an earlier run that no page holds yet: the power was cut.
			await recorder.closePages();
			await this.#countPages();
		} catch (error) {
			console.warn(error); // they stay where they are; the next exchange closes them
		}
		await this.#readLessons();
		this.exchange();
	}

	async #readLessons(): Promise<void> {
		try {
			await this.#renewLessons();
			this.#unreadable = null;
		} catch (cause) {
			console.warn(cause);
			this.#unreadable =
				cause instanceof UserError ? cause : new UserError('station_disk_unread', {}, { cause });
		}
	}

	/** Exchanges until nobody asked for it meanwhile; every failure is tried again later. */
	async #exchange(): Promise<void> {
		this.#asked = true;
		if (this.#exchanging) return;
		this.#exchanging = true;
		try {
			while (this.#asked && !this.#stop.signal.aborted) {
				this.#asked = false;
				await this.#exchangeOnce();
			}
		} finally {
			// Whatever happened, there is a next time.
			this.#exchanging = false;
			this.#wait();
		}
		void this.#bringAll();
	}

	/** Only one window at a time does it. */
	async #exchangeOnce(): Promise<void> {
		if (!this.#identity) return;
		await navigator.locks.request('yuanke-exchange', { ifAvailable: true }, async (lock) => {
			if (!lock) return;
			const before = this.#sync;
			this.#sync = { kind: 'working' };
			if (!this.#lessons) await this.#readLessons();
			try {
				const doubts = await this.#pull();
				await this.#push();
				this.#sync = { kind: 'current', at: this.now(), doubts };
				this.#retry = shortestRetry;
			} catch (error) {
				this.#failed(error, before);
			}
		});
	}

	#failed(error: unknown, before: SyncState): void {
		console.warn(error); // for whoever is asked to help: the screen only says "no network"
		const code = error instanceof UserError && refusals.find((known) => known === error.code);
		this.#sync = code
			? { kind: 'refused', code }
			: { kind: 'offline', since: before.kind === 'offline' ? before.since : this.now() };
	}

	#wait(): void {
		if (this.#stop.signal.aborted) return;
		const wait =
			this.#sync.kind === 'current' ? pause : (this.#retry = Math.min(this.#retry * 2, 10 * 60_000));
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#exchange(), wait * (0.67 + Math.random() * 0.66));
	}

	/** Brings what is missing, beside the exchanges: a film may be on its way for days, and records do not wait for it. */
	async #bringAll(): Promise<void> {
		if (this.#sync.kind !== 'current') return;
		await navigator.locks.request('yuanke-bring', { ifAvailable: true }, async (lock) => {
			if (!lock || this.#stop.signal.aborted) return;
			try {
				await this.#bring();
			} catch (error) {
				if (this.#stop.signal.aborted) return;
				this.#failed(error, this.#sync);
				this.#wait();
			}
		});
	}

	async #pull(): Promise<Doubt[]> {
		if (!this.#link) return [];
		const { changed, doubts } = await this.#link.pull();
		this.#site = this.#link.site;
		if (changed) await this.#renewLessons();
		return this.#here?.newer ? [...doubts, 'newer'] : doubts;
	}

	async #push(): Promise<void> {
		if (!this.#link || !this.#recorder) return;
		await this.#recorder.closePages();
		const pages = await this.journal.pages();
		await this.#countPages();
		const { refused, covered } = await this.#link.push(pages);
		if (refused.length) this.#refused = refused;
		this.#receipt = this.#link.receipt;
		await this.journal.release(pages.filter((page) => page._id <= covered).map((page) => page._id));
		await this.#countPages();
	}

	/** Brings lessons, newest first, one file at a time. */
	async #bring(): Promise<void> {
		for (const { release, state } of this.#lessons ?? []) {
			if (state !== 'missing' || !this.#bringer || !this.#here) continue;
			await this.#here.begin(release);
			let shown = 0;
			const show = (landed: number, total: number) => {
				// Among thousands of lessons, each showing costs a look at all of them.
				if (performance.now() - shown < shownEvery) return;
				shown = performance.now();
				this.#show({ release, state: 'coming', landed, total });
			};
			const outcome = await bringRelease(release, this.blobs, this.#bringer, show, this.#stop.signal).catch(
				unopened
			);
			this.#show(await this.#here.look(release));
			if (outcome === 'network') throw new UserError('hub_unreachable');
		}
	}

	#show(now: LessonHere): void {
		this.#lessons = (this.#lessons ?? []).map((lesson) =>
			lesson.release.id === now.release.id ? now : lesson
		);
	}

	/** A file of a lesson that should be here did not open: it is looked for, and brought again. */
	async lookAgain(release: Release): Promise<void> {
		if (!this.#here) return;
		const found = await this.#here.look(release);
		this.#show(found);
		if (found.state === 'missing') this.exchange();
	}

	async #renewLessons(): Promise<void> {
		if (!this.#here || !this.#link) return;
		const site = this.#site;
		const place = site ? await placeOf({ ...site, names: site.org }) : [];
		this.#lessons = await this.#here.renew(this.#link.trust, place);
	}

	async #countPages(): Promise<void> {
		this.#waitingPages = (await this.journal.pages()).length;
	}
}

/** What of a lesson cannot be read is told where it stands in the list; the others come all the same. */
function unopened(error: unknown): 'unread' {
	if (error instanceof UserError) return 'unread';
	throw error;
}
