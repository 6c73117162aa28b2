import type { NodeJson } from '$lib/lesson';
import type { BlockEditing } from './block-editing';
import { searchAmong, searchWords } from './insert-search';
import { blockEditing } from './nodes';

interface Offered {
	kind: string;
	name: string;
	icon: BlockEditing['icon'];
}

/** What the insert menu offers: a kind of block to put there, or a place to choose something from. */
export type InsertItem = Offered & { words: string[] } & ({ make: () => NodeJson } | { open: () => void });

/** A place to choose something from; `words` are what it is found by besides its name. */
export type InsertSource = Offered & { words: string; open: () => void };

const blocks = (): InsertItem[] =>
	Object.entries(blockEditing as Record<string, BlockEditing>).flatMap(([kind, { name, icon, insert }]) =>
		insert
			? [{ kind, name: name(), icon, make: insert.make, words: searchWords(`${name()} ${insert.words}`) }]
			: []
	);

/** Something with a place on the screen. */
interface Anchor {
	getBoundingClientRect(): DOMRect;
}

/** The menu of everything that can be put into a page, opened by `/` while typing or by a + button. */
export class InsertMenu {
	readonly #sources: InsertSource[];
	#all: InsertItem[] | undefined;
	#anchor = $state.raw<Anchor | null>(null);
	#query = $state('');
	#index = $state(0);
	#typed = $state(false);
	#take: (item: InsertItem) => void = () => undefined;
	#found = $derived(searchAmong(this.all, (item) => item.words, this.#query));

	constructor(sources: InsertSource[] = []) {
		this.#sources = sources;
	}

	get all(): InsertItem[] {
		return (this.#all ??= [
			...blocks(),
			...this.#sources.map(({ words, ...one }) => ({ ...one, words: searchWords(`${one.name} ${words}`) }))
		]);
	}
	get anchor(): Anchor | null {
		return this.#anchor;
	}
	get found(): InsertItem[] {
		return this.#found;
	}
	get index(): number {
		return Math.min(this.#index, this.#found.length - 1);
	}
	/** Whether the query is typed into the text itself; otherwise the menu has its own search field. */
	get typed(): boolean {
		return this.#typed;
	}
	get query(): string {
		return this.#query;
	}
	set query(query: string) {
		this.#query = query;
		this.#index = 0;
	}

	open(anchor: Anchor, typed: boolean, take: (item: InsertItem) => void): void {
		this.#typed = typed;
		this.query = '';
		this.#take = take;
		this.#anchor = anchor;
	}

	/** Keeps an open menu where the text has moved to. */
	follow(anchor: Anchor, query: string, take: (item: InsertItem) => void): void {
		this.#anchor = anchor;
		this.#take = take;
		if (query !== this.#query) this.query = query;
	}

	close(): void {
		this.#anchor = null;
	}

	choose(item: InsertItem | undefined = this.found[this.index]): void {
		this.close();
		if (item) this.#take(item);
	}

	/** Whether the key was for the menu. */
	key(event: KeyboardEvent): boolean {
		if (!this.#anchor || event.isComposing) return false;
		const size = this.found.length;
		if (event.key === 'Escape') this.close();
		else if (size === 0) return false;
		else if (event.key === 'ArrowDown') this.#index = (this.index + 1) % size;
		else if (event.key === 'ArrowUp') this.#index = (this.index + size - 1) % size;
		else if (event.key === 'Enter') this.choose();
		else return false;
		return true;
	}
}
