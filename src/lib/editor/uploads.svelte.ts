import { UserError } from '$lib/base';
import type { MediaRef } from '$lib/lesson';
import { SvelteMap } from 'svelte/reactivity';
import { measure, type Wanted } from './measure';
import type { MediaShelf } from './media-shelf';

/** A file on its way: shown at once from `url`, until it has arrived or failed. */
export interface Upload {
	file: File;
	url: string;
	sent: number;
	total: number;
	/** Why it stopped; the file can be sent again. */
	error: UserError | null;
}

interface Task {
	file: File;
	wanted: Wanted;
	/** Called with the arrived file. */
	done: (media: MediaRef) => void;
	abort: AbortController;
}

/** Files being sent, each under a key: the id of its block, perhaps with what it is to the block (`…:poster`). */
export class Uploads {
	#shown = new SvelteMap<string, Upload>();
	#tasks = new SvelteMap<string, Task>();
	#urls = new SvelteMap<string, string>();

	constructor(private readonly shelf: MediaShelf) {}

	get(key: string): Upload | undefined {
		return this.#shown.get(key);
	}

	/** The address of a file: the one chosen just now, as long as the editor is open, else the shelf's. */
	url(media: MediaRef): string {
		return this.#urls.get(media.sha256) ?? this.shelf.url(media);
	}

	/** Sends a file in place of what was being sent under this key. */
	start(key: string, file: File, wanted: Wanted, done: (media: MediaRef) => void): void {
		this.cancel(key);
		void this.#send(key, { file, wanted, done, abort: new AbortController() });
	}

	/** Sends a failed one again. */
	retry(key: string): void {
		const task = this.#tasks.get(key);
		if (task) this.start(key, task.file, task.wanted, task.done);
	}

	/** Stops and forgets one. */
	cancel(key: string): void {
		this.#tasks.get(key)?.abort.abort();
		const shown = this.#shown.get(key);
		if (shown) URL.revokeObjectURL(shown.url);
		this.#tasks.delete(key);
		this.#shown.delete(key);
	}

	destroy(): void {
		for (const key of [...this.#tasks.keys()]) this.cancel(key);
		for (const url of this.#urls.values()) URL.revokeObjectURL(url);
	}

	async #send(key: string, task: Task): Promise<void> {
		const { file, wanted, abort } = task;
		const url = URL.createObjectURL(file);
		const show = (change: Partial<Upload>) => {
			if (this.#tasks.get(key) !== task) return;
			const before = this.#shown.get(key) ?? { file, url, sent: 0, total: file.size, error: null };
			this.#shown.set(key, { ...before, ...change });
		};
		this.#tasks.set(key, task);
		show({});
		try {
			const size = await measure(file, url, wanted);
			const media = await this.shelf.add(file, show, abort.signal);
			if (this.#tasks.get(key) !== task) return;
			this.#tasks.delete(key);
			this.#shown.delete(key);
			this.#urls.set(media.sha256, url);
			task.done({ ...size, ...media });
		} catch (cause) {
			const error = cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
			show({ error });
		}
	}
}
