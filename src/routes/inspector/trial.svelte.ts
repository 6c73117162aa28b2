import { UserError } from '$lib/base';
import {
	Launch,
	savedAfter,
	type Contents,
	type FileSource,
	type PackageText,
	type SavedSteps
} from '$lib/player';
import type { Course, CourseState } from '$lib/scorm/course';
import { frameWords } from '../frame-words';
import { Offered } from '../offered.svelte';
import type { TracedCall } from './traced';

/** What is tried, and where its files come from. */
export interface Tried {
	title: string;
	course: Course;
	files: FileSource;
	/** Those that scripts may wait for. */
	texts?: (() => Promise<PackageText[]>) | undefined;
	/** Where its files lie, so that every page can be opened. */
	paths?: (() => string[]) | undefined;
}

/** More calls than these are counted but no longer kept. */
const mostCalls = 20_000;
const redraw = 150;

/** A trial of a package: nothing of it is recorded anywhere, and it can be begun again. */
export class Trial {
	#error = $state.raw<UserError | null>(null);
	#contents = $state.raw<Contents | null>(null);
	#over = $state(false);
	#calls = $state.raw<readonly TracedCall[]>([]);
	#missing = $state.raw<readonly string[]>([]);
	#dropped = $state(0);
	readonly #heard: TracedCall[] = [];
	/** What the package gives out. */
	readonly offered = new Offered();
	#launch: Launch | null = null;
	#begun = 0;
	#saved: SavedSteps = {};
	#state: CourseState | null = null;
	#drawing = 0;

	constructor(
		private readonly contentOrigin: string,
		readonly tried: Tried,
		private readonly learner: { id: string; name: string }
	) {}

	get error(): UserError | null {
		return this.#error;
	}
	/** What there is and what may be opened. */
	get contents(): Contents | null {
		return this.#contents;
	}
	/** The package says that it is over. */
	get over(): boolean {
		return this.#over;
	}
	get calls(): readonly TracedCall[] {
		return this.#calls;
	}
	/** Files the package asked for and does not have. */
	get missing(): readonly string[] {
		return this.#missing;
	}
	/** Calls that came after there were too many to keep. */
	get dropped(): number {
		return this.#dropped;
	}

	/** Opens it, where the last time left off unless `anew`. */
	async start(frame: HTMLIFrameElement, anew: boolean): Promise<void> {
		this.#launch?.stop();
		if (anew) this.#forget();
		this.#error = null;
		this.#over = false;
		this.#contents = null;
		this.offered.close();
		this.#begun ||= performance.now();
		const launch = (this.#launch = new Launch(frame, {
			contentOrigin: this.contentOrigin,
			course: this.tried.course,
			state: this.#state,
			saved: this.#saved,
			learner: this.learner,
			offer: this.offered.offer,
			words: frameWords(),
			files: async (path, range) => {
				const file = await this.tried.files(path, range);
				if (!file && !this.#missing.includes(path)) this.#missing = [...this.#missing, path];
				return file;
			},
			...(this.tried.texts && { texts: this.tried.texts }),
			save: ({ step, state }) => {
				this.#state = state;
				if (step) this.#saved = { ...this.#saved, [step.id]: savedAfter(step, this.tried.course.version) };
				return Promise.resolve();
			},
			contents: (contents) => (this.#contents = contents),
			ended: () => (this.#over = true),
			goesOn: () => (this.#over = false),
			called: (call) =>
				this.#hear({ ...call, at: performance.now() - this.#begun, step: this.#contents?.here ?? '' })
		}));
		await launch.start().catch((cause: unknown) => {
			if (this.#launch !== launch) return;
			this.#error = cause instanceof UserError ? cause : new UserError('content_frame_failed', {}, { cause });
		});
	}

	go(to: 'continue' | 'previous' | 'choice', target?: string): void {
		this.#launch?.go(to, target);
	}

	/** Leaves as a learner would who comes back another day. */
	async leave(): Promise<void> {
		await this.#launch?.leave();
	}

	stop(): void {
		this.#launch?.stop();
	}

	#forget(): void {
		this.#saved = {};
		this.#state = null;
		this.#heard.length = 0;
		this.#calls = [];
		this.#missing = [];
		this.#dropped = 0;
		this.#begun = 0;
	}

	/** A package may call hundreds of times a second: they are shown together. */
	#hear(call: TracedCall): void {
		if (this.#heard.length >= mostCalls) {
			this.#dropped += 1;
			return;
		}
		this.#heard.push(call);
		this.#drawing ||= window.setTimeout(() => {
			this.#drawing = 0;
			this.#calls = [...this.#heard];
		}, redraw);
	}
}
