import type { Bytes } from '$lib/base';

/**
 * An animated GIF without comments, texts and foreign extensions (GIF89a §15–26; the loop count stays), or null when it has
 * a single frame or is malformed.
 */
export function cleanGif(bytes: Uint8Array): Bytes | null {
	const at = (i: number) => bytes[i] ?? 0;
	const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
	/** The end of a chain of sub-blocks. */
	const afterBlocks = (start: number) => {
		let i = start;
		while (i < bytes.length && at(i) !== 0) i += at(i) + 1;
		return i + 1;
	};
	let i = 13 + table(at(10));
	const kept = [bytes.slice(0, i)];
	let frames = 0;
	while (i < bytes.length && at(i) !== 0x3b) {
		const start = i;
		let keep = true;
		if (at(i) === 0x2c) {
			i = afterBlocks(i + 10 + table(at(i + 9)) + 1);
			frames++;
		} else if (at(i) === 0x21) {
			const label = at(i + 1);
			const name = String.fromCharCode(...bytes.subarray(i + 3, i + 14));
			keep = label === 0xf9 || (label === 0xff && name === 'NETSCAPE2.0');
			i = afterBlocks(i + 2);
		} else return null;
		if (keep) kept.push(bytes.slice(start, i));
	}
	if (frames < 2 || i >= bytes.length) return null;
	kept.push(Uint8Array.of(0x3b));
	const whole = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
	let end = 0;
	for (const part of kept) {
		whole.set(part, end);
		end += part.length;
	}
	return whole;
}
