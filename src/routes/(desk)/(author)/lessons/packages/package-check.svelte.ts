import type { CheckMessage } from './check-worker';
import { startCheck } from './start-check';

/** How far the look at one file has come. */
export interface Checking {
	name: string;
	said: CheckMessage | { type: 'opening' } | { type: 'stopped' };
}

/** One zip at a time. */
export class PackageCheck {
	#shown = $state.raw<Checking | null>(null);
	#end: () => void = () => undefined;

	get shown(): Checking | null {
		return this.#shown;
	}
	get busy(): boolean {
		return this.#shown?.said.type === 'opening' || this.#shown?.said.type === 'looking';
	}

	start(file: File): void {
		this.#end();
		this.#shown = { name: file.name, said: { type: 'opening' } };
		this.#end = startCheck(file, (said) => (this.#shown = { name: file.name, said }));
	}

	/** Stops at once; nothing was kept. */
	stop(): void {
		this.#end();
		if (this.#shown && this.busy) this.#shown = { ...this.#shown, said: { type: 'stopped' } };
	}
}
