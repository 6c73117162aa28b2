import { SerialQueue, UserError } from '$lib/base';
import type { MediaRef } from '$lib/lesson';
import type { FilmFacts, Kept, PreparedFile, Preparing } from '$lib/media';
import { SvelteMap } from 'svelte/reactivity';
import type { MediaShelf } from './media-shelf';
import { posterKey, prepare, standardKey } from './prepare';
import type { Wanted } from './wanted';

/** A file on its way: being prepared, then sent, until it has arrived or failed. */
export interface Upload {
	name: string;
	/** An address to show it from; null while it cannot be shown. */
	url: string | null;
	/** A film's still, as an address. */
	still: string | null;
	facts: FilmFacts | null;
	/** How far preparing has come; null when it is done. */
	preparing: Preparing | null;
	sent: number;
	total: number;
	/** The hub cannot be reached; sending goes on by itself when it can. */
	waiting: boolean;
	/** Why it stopped; it can be tried again. */
	error: UserError | null;
}

interface Task {
	/** What was chosen; null for a file found in the outbox. */
	chosen: { file: File; wanted: Wanted } | null;
	prepared: PreparedFile | null;
	abort: AbortController;
	goOn: () => void;
}

const fresh = {
	url: null,
	still: null,
	facts: null,
	preparing: null,
	sent: 0,
	total: 0,
	waiting: false,
	error: null
};

/**
 * Files on their way into a lesson, each under a key: the id of its block, perhaps with what it is to the block (`…:poster`,
 * `…:standard`, `…:captions`). They are sent one after the other, and stay in the shelf's outbox until they have arrived; a film,
 * which takes long to prepare, from the moment it is chosen.
 */
export class Uploads {
	#shown = new SvelteMap<string, Upload>();
	#tasks = new SvelteMap<string, Task>();
	#urls = new SvelteMap<string, string>();
	#line = new SerialQueue();
	/** What happens to the outbox happens in the order it was asked for. */
	#box = new SerialQueue();
	#stuck = $derived([...this.#shown.values()].some((upload) => upload.waiting));

	/** @param arrived is called with every file the hub has taken. */
	constructor(
		private readonly shelf: MediaShelf,
		private readonly arrived: (key: string, media: MediaRef) => void
	) {}

	get(key: string): Upload | undefined {
		const upload = this.#shown.get(key);
		// What stands in line behind a file that waits for the network waits as well.
		return upload && { ...upload, waiting: this.#stuck && !upload.preparing && !upload.error };
	}

	/** Whether something would be lost if the page were closed now. */
	get preparing(): boolean {
		return [...this.#shown.values()].some((upload) => upload.preparing && !upload.error);
	}

	/** The address of a file: the one chosen just now, as long as the editor is open, else the shelf's. */
	url(media: MediaRef): string {
		return this.#urls.get(media.sha256) ?? this.shelf.url(media);
	}

	/** Prepares and sends a file in place of what was on its way under this key. */
	start(key: string, file: File, wanted: Wanted): void {
		this.cancel(key);
		if (wanted === 'video') void this.#keep(key, { file, raw: true });
		this.#begin(key, file, wanted);
	}

	#begin(key: string, file: File, wanted: Wanted): void {
		const task = this.#task({ file, wanted });
		this.#tasks.set(key, task);
		const url = wanted === 'image' ? URL.createObjectURL(file) : null;
		this.#shown.set(key, { ...fresh, name: file.name, url, preparing: { part: 0, secondsLeft: null } });
		void this.#prepare(key, task, file, wanted);
	}

	/** Tries a failed one again. */
	retry(key: string): void {
		const task = this.#tasks.get(key);
		if (task?.prepared) void this.#send(key, task, task.prepared);
		else if (task?.chosen) this.start(key, task.chosen.file, task.chosen.wanted);
	}

	/** Asks a hub that could not be reached again without waiting longer. */
	goOn(): void {
		for (const task of this.#tasks.values()) task.goOn();
	}

	/** Goes on with what was on its way when the page was closed; `wanted` tells which keys still have a place. */
	async resume(wanted: (key: string) => boolean): Promise<void> {
		for (const { key, raw, ...prepared } of (await this.shelf.outbox?.list()) ?? []) {
			if (!wanted(key)) this.#forget(key);
			else if (this.#tasks.has(key)) continue;
			else if (raw) this.#begin(key, prepared.file, 'video');
			else this.#queue(key, prepared, fresh);
		}
	}

	/** Stops and forgets one, with what was made along with it. */
	cancel(key: string): void {
		for (const one of [key, posterKey(key), standardKey(key)]) {
			if (!this.#tasks.has(one)) continue;
			this.#end(one);
			this.#forget(one);
		}
	}

	/** Ends everything here; what was prepared stays in the outbox. */
	destroy(): void {
		for (const key of [...this.#tasks.keys()]) this.#end(key);
		for (const url of this.#urls.values()) URL.revokeObjectURL(url);
	}

	#keep(key: string, kept: Kept): Promise<void> {
		return this.#box.run(() => this.shelf.outbox?.put(key, kept).catch(() => undefined) ?? Promise.resolve());
	}

	#forget(key: string): void {
		void this.#box.run(() => this.shelf.outbox?.remove(key) ?? Promise.resolve());
	}

	#task(chosen: Task['chosen']): Task {
		return { chosen, prepared: null, abort: new AbortController(), goOn: () => undefined };
	}

	#end(key: string): void {
		this.#tasks.get(key)?.abort.abort();
		this.#tasks.delete(key);
		const shown = this.#shown.get(key);
		for (const url of [shown?.url, shown?.still]) if (url) URL.revokeObjectURL(url);
		this.#shown.delete(key);
	}

	#show(key: string, task: Task, change: Partial<Upload>): void {
		const before = this.#shown.get(key);
		if (before && this.#tasks.get(key) === task) this.#shown.set(key, { ...before, ...change });
	}

	async #prepare(key: string, task: Task, file: File, wanted: Wanted): Promise<void> {
		const heard = {
			facts: (facts: FilmFacts) =>
				this.#show(key, task, { facts, still: facts.poster && URL.createObjectURL(facts.poster) }),
			progress: (preparing: Preparing) => this.#show(key, task, { preparing })
		};
		try {
			const made = await prepare(key, file, wanted, heard, task.abort.signal);
			if (this.#tasks.get(key) !== task) return;
			const { facts = null, still = null } = this.#shown.get(key) ?? {};
			for (const [one, prepared] of made) {
				// A full disk keeps nobody from sending: the file is in memory as long as the page is open.
				await this.#keep(one, prepared);
				if (task.abort.signal.aborted) return this.#forget(one);
				this.#queue(one, prepared, one === key ? { ...fresh, facts, still } : fresh);
			}
		} catch (cause) {
			const error =
				cause instanceof UserError ? cause : new UserError('media_broken', { name: file.name }, { cause });
			this.#show(key, task, { error });
		}
	}

	#queue(key: string, prepared: PreparedFile, shown: Omit<Upload, 'name'>): void {
		const task = { ...this.#task(null), prepared };
		this.#tasks.set(key, task);
		const before = this.#shown.get(key)?.url;
		if (before) URL.revokeObjectURL(before);
		const { file } = prepared;
		this.#shown.set(key, { ...shown, name: file.name, url: URL.createObjectURL(file), total: file.size });
		void this.#send(key, task, prepared);
	}

	#send(key: string, task: Task, { file, ...measures }: PreparedFile): Promise<void> {
		this.#show(key, task, { error: null });
		return this.#line.run(async () => {
			try {
				task.abort.signal.throwIfAborted();
				const media = await this.shelf.add(
					file,
					(progress) => this.#show(key, task, progress),
					task.abort.signal,
					(goOn) => (task.goOn = goOn)
				);
				if (this.#tasks.get(key) !== task) return;
				const url = this.#shown.get(key)?.url;
				if (url) this.#urls.set(media.sha256, url);
				this.#tasks.delete(key);
				this.#shown.delete(key);
				this.arrived(key, { ...measures, ...media });
				this.#forget(key);
			} catch (cause) {
				const error = cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
				this.#show(key, task, { error, waiting: false });
			}
		});
	}
}
