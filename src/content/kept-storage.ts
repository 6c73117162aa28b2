import { keptLimit, keptSize, type KeptStorage } from '$lib/player/protocol';
import { CookieJar } from './cookie-jar';

/** How long changes are gathered before they are handed over, in ms. */
const gathering = 400;

/** What a package keeps in `localStorage` and cookies: put back at the start of a launch, handed over as it changes. */
export class PackageStorage {
	readonly cookies = new CookieJar(() => this.#soon());
	#told = '';
	#timer = 0;

	constructor(
		private readonly launch: string,
		kept: KeptStorage | null,
		private readonly tell: (kept: KeptStorage) => void
	) {
		if (kept) this.#restore(kept);
		this.#told = JSON.stringify(this.#now());
		// What this page writes itself it does not hear of; what a package writes it does.
		addEventListener('storage', () => this.#soon());
	}

	/** Hands over what changed, at once. */
	handOver(): void {
		clearTimeout(this.#timer);
		this.#timer = 0;
		const kept = this.#now();
		const text = JSON.stringify(kept);
		if (text === this.#told || keptSize(kept) > keptLimit) return;
		this.#told = text;
		this.tell(kept);
	}

	#soon(): void {
		this.#timer ||= window.setTimeout(() => this.handOver(), gathering);
	}

	#now(): KeptStorage {
		return { launch: this.launch, local: localContents(), cookies: this.cookies.lasting() };
	}

	/** Addresses of its own that a package kept are those of the launch that runs now. */
	#restore({ launch, local, cookies }: KeptStorage): void {
		const here = (text: string) => text.replaceAll(launch, this.launch);
		for (const [name, value] of Object.entries(local)) localStorage.setItem(here(name), here(value));
		this.cookies.restore(cookies.map((one) => ({ ...one, value: here(one.value) })));
	}
}

function localContents(): Record<string, string> {
	const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
	return Object.fromEntries(names.map((name) => [name, localStorage.getItem(name) ?? '']));
}
