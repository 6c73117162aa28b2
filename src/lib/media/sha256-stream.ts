import { hex } from '$lib/base';

/** SHA-256 (FIPS 180-4) of bytes that come in pieces; the browser's own hashes only what is in memory as a whole. */
export class Sha256Stream {
	readonly #state = Int32Array.from(start);
	readonly #words = new Int32Array(64);
	readonly #rest = new Uint8Array(64);
	#restLength = 0;
	#length = 0;

	update(bytes: Uint8Array): void {
		this.#length += bytes.length;
		let at = 0;
		if (this.#restLength) {
			at = Math.min(64 - this.#restLength, bytes.length);
			this.#rest.set(bytes.subarray(0, at), this.#restLength);
			this.#restLength += at;
			if (this.#restLength < 64) return;
			this.#block(this.#rest, 0);
		}
		for (; at + 64 <= bytes.length; at += 64) this.#block(bytes, at);
		this.#rest.set(bytes.subarray(at));
		this.#restLength = bytes.length - at;
	}

	/** 64 lower-case hexadecimal characters; nothing may be added afterwards. */
	digest(): string {
		const bits = this.#length * 8;
		const tail = new Uint8Array(this.#restLength < 56 ? 64 : 128);
		tail.set(this.#rest.subarray(0, this.#restLength));
		tail[this.#restLength] = 0x80;
		const view = new DataView(tail.buffer);
		view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
		view.setUint32(tail.length - 4, bits % 2 ** 32);
		for (let at = 0; at < tail.length; at += 64) this.#block(tail, at);
		const sum = new DataView(new ArrayBuffer(32));
		this.#state.forEach((word, i) => sum.setInt32(i * 4, word));
		return hex(new Uint8Array(sum.buffer));
	}

	#block(bytes: Uint8Array, at: number): void {
		const w = this.#words;
		for (let i = 0; i < 16; i++, at += 4)
			w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
		for (let i = 16; i < 64; i++) {
			const x = w[i - 15]!;
			const y = w[i - 2]!;
			const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
			const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
			w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
		}
		const s = this.#state;
		let a = s[0]!;
		let b = s[1]!;
		let c = s[2]!;
		let d = s[3]!;
		let e = s[4]!;
		let f = s[5]!;
		let g = s[6]!;
		let h = s[7]!;
		for (let i = 0; i < 64; i++) {
			const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
			const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0;
			const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
			const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			h = g;
			g = f;
			f = e;
			e = (d + t1) | 0;
			d = c;
			c = b;
			b = a;
			a = (t1 + t2) | 0;
		}
		[a, b, c, d, e, f, g, h].forEach((word, i) => (s[i] = s[i]! + word));
	}
}

const primes = firstPrimes(64);
/** The first 32 bits of the fractions of the roots of the first primes (§4.2.2, §5.3.3). */
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const constants = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const start = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));

function firstPrimes(count: number): number[] {
	const found: number[] = [];
	for (let n = 2; found.length < count; n++) if (found.every((p) => n % p)) found.push(n);
	return found;
}
