import { UserError } from '$lib/base';
import { Launch, type Commit, type Contents } from '$lib/player';
import { courseOfLesson } from '$lib/scorm/course';
import {
	courseStateOf,
	LearnerStorage,
	manifestOf,
	releaseFiles,
	releaseTexts,
	savedSteps,
	type Played,
	type Station
} from '$lib/station';
import type { StoredAttempt } from '$lib/store/browser';
import { frameWords } from '../../../../frame-words';
import { textSize } from '../../../text-size';
import { Offered } from '../../../../offered.svelte';

/** Where a lesson is looked at: at the station's screen by one or two, on a TV by a room of people. */
type Screen = 'station' | 'tv';

/** One sitting of one learner at one lesson, from opening the frame to leaving it. */
export class Sitting {
	#error = $state.raw<UserError | null>(null);
	#commits = $state(0);
	#ended = $state(false);
	#foreign = $state(false);
	#leaving = $state(false);
	#timeUp = $state<'ended' | 'over' | null>(null);
	#contents = $state.raw<Contents | null>(null);
	/** What the lesson gives out. */
	readonly offered = new Offered();
	#screen = $state<Screen>('station');
	#shownOn: Screen | null = null;
	#opening = false;
	#stopped = false;
	#launch: Launch | null = null;
	#attempt: StoredAttempt | null = null;
	readonly #release;

	constructor(
		private readonly station: Station,
		lessonId: string
	) {
		const here = station.lessons?.find(({ release }) => release.lessonId === lessonId);
		this.#release = here?.release ?? null;
	}

	get title() {
		return this.#release?.title ?? '';
	}
	get error() {
		return this.#error;
	}
	/** How many commits are on the disk. */
	get commits() {
		return this.#commits;
	}
	/** The lesson itself said that it is over. */
	get ended() {
		return this.#ended;
	}
	/** A package made elsewhere may still have something to show when it is over; ours has not. */
	get showsOn() {
		return this.#ended && this.#foreign;
	}
	get leaving() {
		return this.#leaving;
	}

	/** The time for a step is over: it was ended, or goes on. Null when that was read. */
	get timeUp() {
		return this.#timeUp;
	}

	/** The learner read it. */
	readTimeUp(): void {
		this.#timeUp = null;
	}

	/** Of a course with several steps; null of anything else. */
	get contents() {
		const contents = this.#contents;
		return contents && contents.entries.filter(({ folder }) => !folder).length > 1 ? contents : null;
	}

	/** Goes to another step, if the course lets it. */
	go(to: 'continue' | 'previous' | 'choice', target?: string): void {
		this.#launch?.go(to, target);
	}

	async start(frame: HTMLIFrameElement): Promise<void> {
		// Pressed again while it opens: the one that opens it looks when it is done.
		if (this.#opening) return;
		this.#opening = true;
		try {
			do await this.#start(frame);
			while (this.#shownOn !== this.#screen && !this.#foreign && !this.#isOver);
		} catch (error) {
			console.warn(error); // for whoever is asked to help: the screen only says that it did not open
			this.#error =
				error instanceof UserError ? error : new UserError('content_frame_failed', {}, { cause: error });
		} finally {
			this.#opening = false;
		}
	}

	/** Lets the lesson end and keeps its last word. */
	async leave(): Promise<void> {
		if (this.#leaving) return;
		this.#leaving = true;
		await this.#launch?.leave();
		await this.station.recorder.closePages().catch(() => undefined);
		this.station.exchange();
	}

	/** What it is shown for. */
	get screen() {
		return this.#screen;
	}

	/** Shows it for a TV, or for the station's screen again; a lesson of ours is opened anew where it was left. */
	async showOn(screen: Screen, frame: HTMLIFrameElement): Promise<void> {
		this.#screen = screen;
		if (this.#shownOn !== screen && !this.#foreign) await this.start(frame);
	}

	stop(): void {
		this.#stopped = true;
		this.#launch?.stop();
	}

	get #isOver(): boolean {
		return this.#leaving || this.#stopped;
	}

	async #start(frame: HTMLIFrameElement): Promise<void> {
		const { station } = this;
		const before = this.#launch;
		this.#launch = null;
		await before?.leave();
		this.#shownOn = this.#screen;
		const [release, by, identity] = [this.#release, station.learner, station.identity];
		if (!release || !by || !identity) throw new UserError('lesson_not_here');
		const lost = () => void station.lookAgain(release).catch((error: unknown) => console.warn(error));
		const manifest = await manifestOf(release, station.blobs);
		if (!manifest) {
			lost();
			throw new UserError('lesson_not_here');
		}
		const attempt = await station.recorder.openAttempt(by, release);
		this.#attempt = attempt;
		const { course, items } = manifest;
		this.#foreign = course !== undefined;
		const storage = new LearnerStorage(station.journal, release.lessonId, by.id);
		const played: Played = { version: course?.version ?? '2004', items, course };
		const launch = manifest.launch + (this.#shownOn === 'tv' ? '?look=tv' : '');
		const opened = new Launch(frame, {
			contentOrigin: identity.contentOrigin,
			course: course ?? courseOfLesson(release.title, launch, '2004'),
			state: course ? courseStateOf(attempt, course, await station.journal.attempts(by.id)) : null,
			saved: savedSteps(attempt, course !== undefined),
			learner: { id: by.id, name: by.name },
			files: releaseFiles(manifest, station.blobs, lost),
			texts: () => releaseTexts(manifest, station.blobs),
			offer: this.offered.offer,
			words: frameWords(),
			zoom: textSize(),
			wayOut: true,
			kept: await storage.read(),
			keep: (kept) => storage.keep(kept),
			save: (commit) => this.#save(played, commit),
			contents: (contents) => (this.#contents = contents),
			timeUp: (ended) => (this.#timeUp = ended ? 'ended' : 'over'),
			ended: () => {
				// One that was left to be opened on another screen has not ended.
				if (this.#launch === opened) this.#ended = true;
			},
			goesOn: () => (this.#ended = false)
		});
		if (this.#isOver) return;
		this.#launch = opened;
		await opened.start();
	}

	async #save(played: Played, commit: Commit): Promise<void> {
		const by = this.station.learner;
		if (!by || !this.#attempt) return;
		try {
			this.#attempt = await this.station.recorder.commit(by, this.#attempt, played, commit);
			if (commit.step) this.#commits++;
			this.#error = null;
		} catch (cause) {
			this.#error = new UserError('disk_full', {}, { cause });
			throw cause;
		}
	}
}
