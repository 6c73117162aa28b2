import { catalogueHash } from '$lib/store';

/**
 * Which revision each document of a catalogue has, kept in the order that the head's hash is made over ({@link catalogueHash}):
 * with one more release, what is in order already is not built and sorted again.
 */
export class RevisionList {
	readonly #revs = new Map<string, string>();
	/** `id rev` of each; in order but for what came since the hash was last asked for. */
	#lines: string[] = [];
	/** Lines that do not hold any more. */
	readonly #gone = new Set<string>();

	get size(): number {
		return this.#revs.size;
	}

	get(id: string): string | undefined {
		return this.#revs.get(id);
	}

	set(id: string, rev: string): void {
		if (this.#revs.get(id) === rev) return;
		this.delete(id);
		this.#revs.set(id, rev);
		// One that comes back to where it was stands in the list still.
		if (!this.#gone.delete(`${id} ${rev}`)) this.#lines.push(`${id} ${rev}`);
	}

	delete(id: string): void {
		const rev = this.#revs.get(id);
		if (rev === undefined) return;
		this.#revs.delete(id);
		this.#gone.add(`${id} ${rev}`);
	}

	clear(): void {
		this.#revs.clear();
		this.#gone.clear();
		this.#lines = [];
	}

	hash(): Promise<string> {
		if (this.#gone.size) this.#lines = this.#lines.filter((line) => !this.#gone.has(line));
		this.#gone.clear();
		this.#lines.sort();
		return catalogueHash(this.#lines);
	}
}
