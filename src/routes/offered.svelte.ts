import { saveFile, type OfferedFile } from '$lib/player';

/** Shorter than anybody reads a line, longer than a double press: what was aimed at something else saves nothing. */
const readingTime = 700;

/** The file a package gives out, and what became of it. The newest counts. */
export class Offered {
	#file = $state.raw<OfferedFile | null>(null);
	#state = $state<'asked' | 'saving' | 'saved' | 'failed'>('asked');
	#pressable = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Null when nothing is offered. */
	get file() {
		return this.#file;
	}
	get state() {
		return this.#state;
	}
	/** Whether it stood there long enough to be read. */
	get pressable() {
		return this.#pressable;
	}

	readonly offer = (file: OfferedFile): void => {
		if (this.#state === 'saving') return;
		// The same pressed again, by somebody who has not seen the question yet.
		if (this.#state === 'asked' && this.#file?.name === file.name) return;
		this.#file = file;
		this.#state = 'asked';
		this.#pressable = false;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.#pressable = true), readingTime);
	};

	async save(): Promise<void> {
		if (!this.#file || !this.#pressable || this.#state === 'saving') return;
		this.#state = 'saving';
		this.#state = await saveFile(this.#file).then(
			() => 'saved' as const,
			() => 'failed' as const
		);
	}

	/** Not wanted, or read. */
	readonly close = (): void => {
		clearTimeout(this.#timer);
		this.#file = null;
		this.#state = 'asked';
	};
}
