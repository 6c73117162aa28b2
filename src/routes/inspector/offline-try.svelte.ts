import { UserError } from '$lib/base';
import { Launch, type PackageText, type Seen, type Trouble } from '$lib/player';
import { frameWords } from '../frame-words';
import { pagesToTry, type PageToTry } from './pages-to-try';
import type { Tried } from './trial.svelte';

/** How a page came out without a network. */
export interface PageTried extends Pick<PageToTry, 'path' | 'title' | 'part'> {
	/** `alone`: blank, but nothing was missing and no step begins with it, so another page may be what fills it. */
	state: 'fine' | 'lacking' | 'blank' | 'alone' | 'hangs';
	/** Files and addresses that did not come. */
	missing: string[];
	/** What its scripts said when they broke. */
	broke: string[];
}

const quiet = 700;
const atLeast = 1000;
const atMost = 8000;
const mostNamed = 20;

/** Opens every page of a package, one after the other, as a station without a network does, and looks at what came. */
export class OfflineTry {
	#done = $state.raw<readonly PageTried[]>([]);
	#now = $state.raw<PageToTry | null>(null);
	#error = $state.raw<UserError | null>(null);
	#stopped = $state(false);
	#launch: Launch | null = null;
	readonly #pages: PageToTry[];

	constructor(
		private readonly contentOrigin: string,
		private readonly tried: Tried,
		private readonly learner: { id: string; name: string }
	) {
		this.#pages = pagesToTry(tried.course, tried.paths?.() ?? []);
	}

	/** The pages that were opened. */
	get done(): readonly PageTried[] {
		return this.#done;
	}
	get total(): number {
		return this.#pages.length;
	}
	/** The page that is open; null when all were, or somebody stopped it. */
	get now(): PageToTry | null {
		return this.#now;
	}
	get error(): UserError | null {
		return this.#error;
	}
	get stopped(): boolean {
		return this.#stopped;
	}

	/** Goes through all pages in a frame. */
	async start(frame: HTMLIFrameElement): Promise<void> {
		const reading = this.tried.texts?.();
		const texts = () => reading ?? Promise.resolve([]);
		for (const page of this.#pages) {
			if (this.#stopped) break;
			this.#now = page;
			try {
				const tried = await this.#open(frame, page, texts);
				if (!this.#stopped) this.#done = [...this.#done, tried];
			} catch (cause) {
				if (this.#stopped) break;
				this.#error =
					cause instanceof UserError ? cause : new UserError('content_frame_failed', {}, { cause });
				break;
			}
		}
		if (!this.#stopped) this.#now = null;
	}

	/** At once: what a page still does nobody waits for. */
	stop(): void {
		this.#stopped = this.#done.length < this.#pages.length;
		this.#now = null;
		this.#launch?.stop();
	}

	async #open(
		frame: HTMLIFrameElement,
		page: PageToTry,
		texts: () => Promise<PackageText[]>
	): Promise<PageTried> {
		const missing: string[] = [];
		const broke: string[] = [];
		const note = (list: string[], text: string) => {
			if (list.length < mostNamed && !list.includes(text)) list.push(text);
		};
		let asked = performance.now();
		const launch = (this.#launch = new Launch(frame, {
			contentOrigin: this.contentOrigin,
			course: page.course,
			learner: this.learner,
			words: frameWords(),
			texts,
			files: async (path, range) => {
				asked = performance.now();
				const file = await this.tried.files(path, range);
				asked = performance.now();
				if (!file) note(missing, path);
				return file;
			},
			troubled: ({ what, text }: Trouble) => {
				if (what === 'broke') note(broke, text);
				else if (/^[a-z]+:\/\//i.test(text)) note(missing, this.#named(text));
			},
			offer: () => undefined,
			save: () => Promise.resolve(),
			ended: () => undefined
		}));
		try {
			await launch.start();
			const began = (asked = performance.now());
			const waited = () => performance.now() - began;
			while (waited() < atMost && (waited() < atLeast || performance.now() - asked < quiet)) await pause();
			const seen = await launch.look();
			const { path, title, part } = page;
			const state = stateOf(seen, part, missing.length > 0, broke.length > 0);
			return { path, title, part, state, missing, broke };
		} finally {
			launch.stop();
		}
	}

	/** A file of the package by its path, anything else by its address. */
	#named(address: string): string {
		const own = new RegExp(`^${this.contentOrigin}/p/[0-9a-z]+/`);
		if (!own.test(address)) return address;
		const path = address.replace(own, '').replace(/[?#].*$/s, '');
		try {
			return decodeURIComponent(path);
		} catch {
			return path;
		}
	}
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 100));

function stateOf(seen: Seen | null, part: boolean, lacks: boolean, broken: boolean): PageTried['state'] {
	if (!seen) return 'hangs';
	if (!seen.letters && !seen.things) return part || lacks ? 'blank' : 'alone';
	return lacks || broken ? 'lacking' : 'fine';
}
