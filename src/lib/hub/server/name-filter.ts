/** How many bits there are, as a power of two: 16 MB, of which ten million names set a quarter. */
const size = 27;

/** How many bits stand for a name. A SHA-256 is chance enough: they are read from it. */
const bitsOfName = 4;

/**
 * Which SHA-256 names were added, in a memory that is the same for ten and ten million. It may take a name for added that was not
 * (one of a million at a million names), never the other way round (Bloom, 1970).
 */
export class NameFilter {
	readonly #words = new Uint32Array(2 ** (size - 5));

	add(name: string): void {
		for (let i = 0; i < bitsOfName; i++) {
			const bit = bitOf(name, i);
			this.#words[bit >>> 5]! |= 1 << (bit & 31);
		}
	}

	has(name: string): boolean {
		for (let i = 0; i < bitsOfName; i++) {
			const bit = bitOf(name, i);
			if (!(this.#words[bit >>> 5]! & (1 << (bit & 31)))) return false;
		}
		return true;
	}
}

const bitOf = (name: string, i: number): number => parseInt(name.slice(8 * i, 8 * i + 8), 16) >>> (32 - size);
