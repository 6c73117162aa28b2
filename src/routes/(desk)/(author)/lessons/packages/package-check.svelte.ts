import { textsOf, type FileSource, type PackageText } from '$lib/player';
import type { CheckMessage } from './check-worker';
import { startCheck, type Check } from './start-check';

/** How far the look at one file has come. */
export interface Checking {
	name: string;
	said: Exclude<CheckMessage, { type: 'file' }> | { type: 'opening' } | { type: 'stopped' };
}

/** One zip at a time. */
export class PackageCheck {
	#shown = $state.raw<Checking | null>(null);
	#check: Check | null = null;

	get shown(): Checking | null {
		return this.#shown;
	}
	get busy(): boolean {
		return this.#shown?.said.type === 'opening' || this.#shown?.said.type === 'looking';
	}
	/** The files of the zip that was checked. */
	readonly files: FileSource = (path, range) => this.#check?.files(path, range) ?? Promise.resolve(null);

	/** Those that scripts may wait for. */
	readonly texts = (): Promise<PackageText[]> =>
		this.#shown?.said.type === 'checked' ? textsOf(this.#shown.said.files, this.files) : Promise.resolve([]);

	/** Where its files lie. */
	readonly paths = (): string[] =>
		this.#shown?.said.type === 'checked' ? this.#shown.said.files.map(({ path }) => path) : [];

	start(file: File): void {
		this.#check?.end();
		this.#shown = { name: file.name, said: { type: 'opening' } };
		this.#check = startCheck(file, (said) => (this.#shown = { name: file.name, said }));
	}

	/** Stops at once; nothing was kept. */
	stop(): void {
		this.#check?.end();
		if (this.#shown && this.busy) this.#shown = { ...this.#shown, said: { type: 'stopped' } };
	}
}
