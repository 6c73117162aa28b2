import { encode } from 'uqr';

/** A QR code as one SVG path in a square of `size` units, with the quiet margin scanners need (ISO/IEC 18004 §9.1: 4 modules). */
export function qrPath(text: string): { path: string; size: number } {
	// A slip is folded and gets spots: a quarter of it may be lost.
	const { data, size } = encode(text, { ecc: 'Q', border: 4 });
	const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
	return { path: squares.join(''), size };
}
