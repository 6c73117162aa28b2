import type { Key, Operation } from 'leveldown';

/**
 * More than LevelDB's log can hold: two memory tables of 4 MiB. What was written longer ago is in a table file, which no torn
 * log can take away.
 */
const enough = 16 * 1024 ** 2;

/** The keys written last, as far back as a log can reach. */
export class RecentKeys {
	readonly #sizes = new Map<Key, number>();
	#bytes = 0;

	note(operations: readonly Operation[]): void {
		for (const operation of operations) {
			const size = operation.key.length + ('value' in operation ? operation.value.length : 0);
			this.#drop(operation.key);
			this.#sizes.set(operation.key, size);
			this.#bytes += size;
		}
		for (const key of this.#sizes.keys()) {
			if (this.#bytes <= enough) break;
			this.#drop(key);
		}
	}

	all(): Key[] {
		return [...this.#sizes.keys()];
	}

	#drop(key: Key): void {
		this.#bytes -= this.#sizes.get(key) ?? 0;
		this.#sizes.delete(key);
	}
}
