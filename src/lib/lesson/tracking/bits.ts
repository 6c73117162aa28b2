/** Writes numbers bit by bit, highest bit first. */
export class BitWriter {
	#bits: number[] = [];

	/** Number of bits written. */
	get length(): number {
		return this.#bits.length;
	}

	/** An unsigned number of `width` bits (32 at most). */
	write(value: number, width: number): void {
		for (let i = width - 1; i >= 0; i--) this.#bits.push(Math.floor(value / 2 ** i) % 2);
	}

	/** A positive number in Elias' gamma code: 1 bit for 1, 3 bits for 2 and 3, … */
	gamma(value: number): void {
		const width = Math.floor(Math.log2(value)) + 1;
		this.write(0, width - 1);
		this.write(value, width);
	}

	/** Everything of another writer. */
	append(other: BitWriter): void {
		for (const bit of other.#bits) this.#bits.push(bit);
	}

	/** The bits as bytes, the last one filled with zeros. */
	bytes(): Uint8Array {
		const bytes = new Uint8Array(Math.ceil(this.#bits.length / 8));
		this.#bits.forEach((bit, i) => (bytes[i >> 3]! |= bit << (7 - (i & 7))));
		return bytes;
	}
}

/** Reads what {@link BitWriter} wrote. Throws a plain error beyond the end. */
export class BitReader {
	#at = 0;

	constructor(readonly bytes: Uint8Array) {}

	/** An unsigned number of `width` bits. */
	read(width: number): number {
		if (this.#at + width > this.bytes.length * 8) throw new Error('no more bits');
		let value = 0;
		for (let i = 0; i < width; i++, this.#at++)
			value = value * 2 + ((this.bytes[this.#at >> 3]! >> (7 - (this.#at & 7))) & 1);
		return value;
	}

	/** The next `length` bits, to be read on their own. */
	part(length: number): BitReader {
		const bits = new BitWriter();
		for (let i = 0; i < length; i++) bits.write(this.read(1), 1);
		return new BitReader(bits.bytes());
	}

	/** A positive number in Elias' gamma code. */
	gamma(): number {
		let width = 1;
		while (this.read(1) === 0) width++;
		if (width > 32) throw new Error('number too large');
		return 2 ** (width - 1) + (width > 1 ? this.read(width - 1) : 0);
	}
}
