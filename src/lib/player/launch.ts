import { newId, UserError } from '$lib/base';
import { CourseState, type Course } from '$lib/scorm/course';
import * as v from 'valibot';
import type { FileSource } from './files';
import { KeptKeeper } from './kept-keeper';
import { offeredFile, type OfferedFile } from './offered-file';
import { openDocument } from './open-document';
import { RateLimit } from './rate-limit';
import {
	FileRequest,
	FromFrame,
	type ApiCall,
	type Contents,
	type FileAnswer,
	type FrameWords,
	type KeptStorage,
	type PackageText,
	type SavedStep,
	type Seen,
	type StepCommit,
	type ToFrame,
	type Trouble
} from './protocol';

/** One commit, as it is put on the disk. */
export interface Commit {
	/** The step it is of; null when only the state of the course changed. */
	step: StepCommit | null;
	state: CourseState;
}

/** What was kept of each step. */
export type SavedSteps = Record<string, SavedStep>;

/** What is played, and who keeps what it records. */
export interface LaunchOptions {
	contentOrigin: string;
	course: Course;
	/** What an earlier launch left. */
	state?: CourseState | null;
	saved?: SavedSteps;
	learner: { id: string; name: string };
	files: FileSource;
	/** Those its scripts may ask for and wait; `textsOf` finds them. Read before the package begins. */
	texts?: () => Promise<PackageText[]>;
	/** Puts a commit on the disk; it is acknowledged to the frame only when this resolves. Called one at a time, in order. */
	save(commit: Commit): Promise<void>;
	/** The course is over. */
	ended: () => void;
	/** It said so too early: it began another session. */
	goesOn?: () => void;
	/** The time a step may take is over; it was ended, or goes on. */
	timeUp?: (ended: boolean) => void;
	/** What may be opened changed. */
	contents?: (contents: Contents) => void;
	/** The package gives out a file: to be saved only when a person presses for it, in the app. */
	offer: (file: OfferedFile) => void;
	/** What the frame itself says to the learner. */
	words: FrameWords;
	/** How large the learner wants letters, from 1 to 2; lessons of ours begin so. */
	zoom?: number;
	/** The page around shows a button to leave; lessons of ours then show none above. */
	wayOut?: boolean;
	/** What the package kept for itself when this learner was last in it. */
	kept?: KeptStorage | null;
	/** Puts what the package keeps for itself on the disk; without it nothing is kept. Called one at a time. */
	keep?: (kept: KeptStorage) => Promise<void>;
	/** Hears what its pages could not load; the same holds for it. */
	troubled?: (trouble: Trouble) => void;
	/** Hears every call of the SCORM API; anything in it may be the package's own invention. */
	called?: (call: ApiCall) => void;
}

type Things = Pick<
	ToFrame & { type: 'launch' },
	'course' | 'state' | 'saved' | 'learner' | 'words' | 'zoom' | 'wayOut' | 'kept'
>;

/** Whether everything of one commit is in the next as well: answers that are overwritten are not. */
function holds({ step: next }: Commit, commit: Commit | undefined): boolean {
	const before = commit?.step ?? null;
	if (!before) return true;
	if (!next || before.final || next.id !== before.id || next.session !== before.session) return false;
	return JSON.stringify(next.cmi.interactions) === JSON.stringify(before.cmi.interactions);
}

/** What cannot be written as JSON is too large as well: it goes on for ever. */
function tooLarge(said: unknown): boolean {
	try {
		return JSON.stringify(said).length > largestCommit;
	} catch {
		return true;
	}
}

/**
 * Takes a frame out of its page and puts it back. Only this ends the process of a package that hangs: to leave it for another
 * address Chromium would wait for its answer, and every later lesson with it.
 */
function emptyFrame(frame: HTMLIFrameElement): void {
	const [page, next] = [frame.parentNode, frame.nextSibling];
	frame.removeAttribute('src');
	frame.remove();
	page?.insertBefore(frame, next);
}

const patience = 20_000;
/** A lesson that hangs is left without its last word. */
const patienceToLeave = 8000;
/** No data model is larger than this, in letters of JSON: SCORM allows 64,000 for the largest of its elements. */
const largestCommit = 8_000_000;
const mostWaiting = 100;
/** Only one lesson runs at a time, in all tabs: the content origin is emptied before each. */
const lock = 'yuanke-launch';

/**
 * One launch of one package in the content frame. Package code shares the frame's origin, so everything the frame says may
 * be the package's own words: it can only ask for files of this launch and commit to this attempt.
 */
export class Launch {
	readonly #launch = newId(26);
	readonly #expected: { type: FromFrame['type']; resolve: () => void; reject: (error: Error) => void }[] = [];
	#saves: Promise<void> = Promise.resolve();
	#lastNumber = 0;
	readonly #keeper: KeptKeeper;
	readonly #ports: MessagePort[] = [];
	/** Faster than any package speaks that means to be heard. One that is traced tells every call. */
	readonly #commitLimit: RateLimit;
	readonly #portLimit = new RateLimit(20, 60_000);
	/** Documents opened and files offered. */
	readonly #fileLimit = new RateLimit(3, 3_000);
	#over = new AbortController();
	#seen: ((seen: Seen) => void) | null = null;
	readonly #waiting: { number: number; commit: Commit }[] = [];

	constructor(
		private readonly frame: HTMLIFrameElement,
		private readonly options: LaunchOptions
	) {
		this.#commitLimit = new RateLimit(options.called ? Infinity : 2000, 1000);
		this.#keeper = new KeptKeeper(options.keep ?? (() => Promise.resolve()));
	}

	/** Opens the frame, empties its origin and starts the package. Throws `UserError('content_frame_failed')`. */
	async start(): Promise<void> {
		addEventListener('message', this.#hear);
		try {
			await this.#becomeOnly();
			this.#over.signal.throwIfAborted();
			const reading = this.options.texts?.().catch(() => []) ?? [];
			const ready = this.#expect('ready');
			this.frame.src = `${this.options.contentOrigin}/frame`;
			await ready;
			const wiped = this.#expect('wiped');
			this.#tell({ type: 'wipe' });
			await wiped;
			const {
				course,
				state = null,
				saved = {},
				learner,
				words,
				zoom = 1,
				wayOut = false,
				kept = null
			} = this.options;
			const trace = this.options.called !== undefined;
			const watch = this.options.troubled !== undefined;
			// A copy without the proxies and functions a caller may have put around it.
			const given = { course, state, saved, learner, words, zoom, wayOut, kept };
			const things = JSON.parse(JSON.stringify(given)) as Things;
			const texts = await reading;
			this.#over.signal.throwIfAborted();
			this.#tell({ type: 'launch', launch: this.#launch, ...things, texts, trace, watch }, this.#filePort());
		} catch (cause) {
			this.stop();
			throw new UserError('content_frame_failed', {}, { cause });
		}
	}

	/** Goes to another step, as far as the course allows it. */
	go(to: 'continue' | 'previous' | 'choice', target?: string): void {
		this.#tell({ type: 'go', launch: this.#launch, to, target });
	}

	/** How much there is to see; null when the package does not let its page answer. */
	look(within = 3000): Promise<Seen | null> {
		return new Promise((resolve) => {
			this.#seen = resolve;
			setTimeout(() => resolve(null), within);
			this.#tell({ type: 'look', launch: this.#launch });
		});
	}

	/** Lets the package end, waits until its last commit is on the disk, then closes the frame. */
	async leave(): Promise<void> {
		if (this.#over.signal.aborted) return;
		const left = this.#expect('left', patienceToLeave);
		this.#tell({ type: 'leave', launch: this.#launch });
		await left.catch(() => undefined); // a package that hangs is left all the same
		await this.#saves.catch(() => undefined);
		await this.#keeper.settled();
		this.stop();
	}

	/** Closes the frame at once. A second time does nothing: the frame may be another launch's by then. */
	stop(): void {
		if (this.#over.signal.aborted) return;
		this.#over.abort();
		removeEventListener('message', this.#hear);
		for (const port of this.#ports.splice(0)) port.close();
		emptyFrame(this.frame);
	}

	/** Ends at once, without waiting for a last word. */
	#breakOff(): void {
		if (this.#over.signal.aborted) return;
		this.stop();
		void this.#saves.then(this.options.ended, this.options.ended);
	}

	/** Another lesson that runs in this browser ends, as this one does when the next begins. */
	#becomeOnly(): Promise<void> {
		return new Promise((resolve) => {
			const { signal } = this.#over;
			const held = navigator.locks.request(lock, { steal: true }, () => {
				resolve();
				return new Promise<void>((release) => signal.addEventListener('abort', () => release()));
			});
			held.catch(() => this.#breakOff());
		});
	}

	readonly #hear = (event: MessageEvent): void => {
		if (event.source !== this.frame.contentWindow || event.origin !== this.options.contentOrigin) return;
		// Before anything of it is read: reading is what takes the time.
		if (!this.#commitLimit.passes()) return this.#breakOff();
		const parsed = v.safeParse(FromFrame, event.data);
		if (!parsed.success) return;
		const message = parsed.output;
		if ('launch' in message && message.launch !== this.#launch) return;
		if (message.type === 'failed') {
			for (const { reject } of this.#expected.splice(0)) reject(new Error(message.why));
			return;
		}
		if (message.type === 'need-port') {
			if (!this.#portLimit.passes()) return;
			return this.#tell({ type: 'port', launch: this.#launch }, this.#filePort());
		}
		if (message.type === 'kept') return this.#keep(message.kept);
		if (message.type === 'document') {
			const { path } = message;
			return this.#pressed(async () => {
				if (!(await openDocument(this.options.files, path))) this.#offer(path, { path });
			});
		}
		if (message.type === 'file') {
			const { name, from } = message;
			return this.#pressed(() => this.#offer(name, from));
		}
		if (message.type === 'commit') return this.#commit(message);
		if (message.type === 'contents') return this.options.contents?.(message.contents);
		if (message.type === 'time-up') return this.options.timeUp?.(message.ended);
		if (message.type === 'over') {
			void this.#saves.then(this.options.ended, () => undefined);
			return;
		}
		if (message.type === 'goes-on') {
			void this.#saves.then(this.options.goesOn, () => undefined);
			return;
		}
		if (message.type === 'trouble') return this.options.troubled?.(message);
		if (message.type === 'looked') {
			this.#seen?.(message);
			return;
		}
		if (message.type === 'call') return this.options.called?.(message);
		const index = this.#expected.findIndex(({ type }) => type === message.type);
		if (index >= 0) this.#expected.splice(index, 1)[0]?.resolve();
	};

	/**
	 * Does what the package says the learner asked for, if the learner pressed anything at all just now: a script alone is not
	 * heard. A press in the frame counts for the pages around it (HTML, "user activation").
	 */
	#pressed(act: () => void | Promise<void>): void {
		if (navigator.userActivation?.isActive === false || !this.#fileLimit.passes()) return;
		void Promise.resolve(act()).catch(() => undefined);
	}

	#offer(name: string, from: { path: string } | { file: Blob }): void {
		if (!this.#over.signal.aborted) this.options.offer(offeredFile(this.options.files, name, from));
	}

	#keep(kept: KeptStorage): void {
		if (kept.launch === this.#launch) this.#keeper.take(kept);
	}

	#commit({ number, step, state: told }: FromFrame & { type: 'commit' }): void {
		const state = v.safeParse(CourseState, told);
		if (number <= this.#lastNumber || !state.success || tooLarge([step, told])) return;
		// The newest says how things stand; of a hundred that wait one between may be missed.
		if (this.#waiting.length >= mostWaiting) this.#waiting.pop();
		this.#lastNumber = number;
		this.#waiting.push({ number, commit: { step, state: state.output } });
		this.#saves = this.#saves.then(() => this.#saveNext());
	}

	/** A package that commits faster than the disk writes does not make the rest wait: what a later one holds too is passed over. */
	async #saveNext(): Promise<void> {
		while (this.#waiting[1] && holds(this.#waiting[1].commit, this.#waiting[0]?.commit))
			this.#waiting.shift();
		const next = this.#waiting[0];
		if (!next) return;
		await this.options.save(next.commit);
		this.#waiting.shift();
		this.#tell({ type: 'saved', launch: this.#launch, number: next.number });
	}

	#expect(type: FromFrame['type'], within = patience): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#expected.push({ type, resolve, reject });
			setTimeout(() => reject(new Error(`no "${type}" from the frame`)), within);
		});
	}

	#tell(message: ToFrame, ...ports: MessagePort[]): void {
		this.frame.contentWindow?.postMessage(message, this.options.contentOrigin, ports);
	}

	/** A port on which only this launch's files can be asked for. */
	#filePort(): MessagePort {
		const { port1, port2 } = new MessageChannel();
		this.#ports.push(port1);
		port1.onmessage = async ({ data }) => {
			const asked = v.safeParse(FileRequest, data);
			if (!asked.success) return;
			const { id, path, range } = asked.output;
			const file = await this.options.files(path, range).catch(() => null);
			port1.postMessage({ id, file } satisfies FileAnswer);
		};
		return port2;
	}
}
