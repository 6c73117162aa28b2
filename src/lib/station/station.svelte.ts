import { isHubAway, UserError, type Clock } from '$lib/base';
import type { Entry, EntryPerson } from '$lib/ledger';
import type { Release } from '$lib/release';
import type { RosterPerson, Receipt, Site } from '$lib/store';
import {
	Journal,
	openStationDatabases,
	OpfsBlobs,
	type Identity,
	type StationDatabases,
	type StoredAttempt
} from '$lib/store/browser';
import { Exchange } from './exchange/exchange.svelte';
import { failureOf } from './exchange/failure';
import { HubLink } from './exchange/hub-link';
import type { Doubt, SyncState } from './exchange/states';
import { BlobBringer } from './fetching/blob-bringer';
import { Fetching } from './fetching/fetching.svelte';
import { enrol } from './identity/enrol';
import { readIdentity, unreadIsSaid } from './identity/who';
import { KeeperLock } from './keeper-lock.svelte';
import type { LessonHere } from './lessons-here';
import { PinGate } from './pin-gate';
import { Recorder } from './recorder';

/** A learner at the station, and how we know who it is. */
export type Learner = EntryPerson;

/** What there is once this computer is a station. */
interface Parts {
	db: StationDatabases;
	link: HubLink;
	recorder: Recorder;
	bringer: BlobBringer;
}

/** The whole station behind its pages: who it is, what it holds, what it records, how it keeps in touch. */
export class Station {
	readonly journal = new Journal<Entry>();
	readonly keeper: KeeperLock;
	readonly blobs = new OpfsBlobs();
	readonly #pins: PinGate;
	readonly #fetching = new Fetching(this.blobs);
	readonly #exchange: Exchange;
	readonly #stop = new AbortController();
	#opened = $state(false);
	#identity = $state.raw<Identity | null>(null);
	#site = $state.raw<Site | null>(null);
	#learner = $state.raw<Learner | null>(null);
	#receipt = $state.raw<Receipt | null>(null);
	#waitingPages = $state(0);
	#arriving = $state<number | null>(null);
	#refused = $state.raw<string[]>([]);
	#parts: Parts | null = null;

	constructor(
		private readonly origin: string,
		private readonly now: Clock
	) {
		this.#pins = new PinGate(this.journal, now);
		this.keeper = new KeeperLock(this.#pins);
		const recover = async () => this.#parts?.db.reopen();
		this.#exchange = new Exchange(
			{ once: () => this.#exchangeOnce(), recover, reached: () => void this.#bring() },
			now
		);
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
	get lessons(): LessonHere[] | null {
		return this.#fetching.lessons;
	}
	/** Why the disk does not give its lessons; it is asked again at every exchange. */
	get unreadable() {
		return this.#fetching.unreadable;
	}
	get sync(): SyncState {
		return this.#exchange.state;
	}
	/** What is wrong with this computer, and keeps records or lessons from going their way; null when nothing is. */
	get ailment(): UserError | null {
		const { sync } = this;
		const last = sync.kind === 'working' ? sync.before : sync;
		return last.kind === 'ailing' ? new UserError(last.code) : this.#fetching.trouble;
	}
	get learner() {
		return this.#learner;
	}
	get receipt() {
		return this.#receipt;
	}
	/** How much of a first list of lessons is here, 0 to 1; null when none is on its way. */
	get arriving() {
		return this.#arriving;
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
		if (!this.#parts) throw new UserError('station_not_enrolled');
		return this.#parts.recorder;
	}

	/**
	 * Reads who this computer is and who learns here, and starts keeping in touch when it is a station. Lessons follow: what a
	 * slow or damaged disk makes of them keeps nobody waiting before the door. May be asked again when it fails; throws
	 * `UserError('station_no_storage' | 'station_disk_unread')`.
	 */
	async open(): Promise<void> {
		const identity = await readIdentity(this.journal);
		if (identity) await unreadIsSaid(this.#begin(identity));
		this.#opened = true;
	}

	/** Makes this computer a station. Throws as {@link enrol}. */
	async enrol(code: string): Promise<void> {
		const { identity } = await enrol(this.journal, this.origin, code, this.now);
		await this.#begin(identity);
	}

	/** A learner says who they are, with the PIN of those who have one. Throws as {@link PinGate.check}. */
	async choose(person: RosterPerson, pin?: string): Promise<void> {
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
		this.#exchange.soon();
	}

	/** A file of a lesson that should be here did not open: it is looked for, and brought again. */
	async lookAgain(release: Release): Promise<void> {
		if (await this.#fetching.lookAgain(release)) this.exchange();
	}

	close(): void {
		this.#exchange.stop();
		this.#stop.abort();
		this.#parts?.bringer.close();
	}

	async #begin(identity: Identity): Promise<void> {
		this.#identity = identity;
		const db = this.#parts?.db ?? openStationDatabases();
		const link = await HubLink.open(
			this.journal,
			db,
			identity,
			this.origin,
			this.now,
			(part) => (this.#arriving = part)
		);
		this.#site = link.site;
		this.#receipt = link.receipt;
		// A computer whose battery died says 2009: records are never dated before what the hub has said since.
		const recorder = new Recorder(this.journal, identity, () => Math.max(this.now(), link.hubTime));
		this.#parts = { db, link, recorder, bringer: new BlobBringer(this.origin, identity.credential) };
		void this.#catchUp(this.#parts);
	}

	async #catchUp({ db, link, recorder }: Parts): Promise<void> {
		try {
			// Entries of an earlier run that no page holds yet: the power was cut.
			await recorder.closePages();
			await this.#countPages();
		} catch (error) {
			console.warn(error); // they stay where they are; the next exchange closes them
		}
		await this.#fetching.read(db, link.trust, link.site);
		this.exchange();
	}

	async #exchangeOnce(): Promise<Doubt[]> {
		const parts = this.#parts;
		if (!parts) throw new UserError('station_not_enrolled');
		const { db, link } = parts;
		if (!this.lessons) await this.#fetching.read(db, link.trust, link.site);
		await link.remember();
		const pulling = link.pull().finally(() => (this.#arriving = null));
		const { changed, doubts } = await pulling.catch(async (error: unknown) => {
			// A disk that takes no more lessons may give its records away all the same, and has more room then.
			if (failureOf(error).kind === 'ailing') await this.#push(parts);
			throw error;
		});
		this.#site = link.site;
		if (changed) await this.#fetching.renew(db, link.trust, link.site);
		await this.#push(parts);
		return this.#fetching.newer ? [...doubts, 'newer'] : doubts;
	}

	async #push({ link, recorder }: Parts): Promise<void> {
		await recorder.closePages();
		const pages = await this.journal.pages();
		await this.#countPages();
		const { refused, covered } = await link.push(pages);
		if (refused.length) this.#refused = refused;
		this.#receipt = link.receipt;
		await this.journal.release(pages.filter((page) => page._id <= covered).map((page) => page._id));
		await this.#countPages();
	}

	/** Brings what is missing, beside the exchanges: records do not wait for a film. */
	async #bring(): Promise<void> {
		if (!this.#parts) return;
		try {
			await this.#fetching.bring(this.#parts.bringer, this.#stop.signal);
		} catch (error) {
			if (isHubAway(error) && !this.#stop.signal.aborted) this.#exchange.cut();
		}
	}

	async #countPages(): Promise<void> {
		this.#waitingPages = (await this.journal.pages()).length;
	}
}
