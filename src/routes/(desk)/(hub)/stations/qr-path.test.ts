import { anchorCode, enrolAddress, newCode, newKeyPair, publicJwk } from '$lib/base';
import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qrPath } from './qr-path';

/** What a camera sees: the path drawn large, with a spot of so many modules on it. */
function photograph({ path, size }: ReturnType<typeof qrPath>, spot = 0): string | null {
	const scale = 6;
	const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
	const paint = (x: number, y: number, light: number) => {
		for (let i = 0; i < scale ** 2; i++) {
			const at = (y * scale + Math.floor(i / scale)) * size * scale + x * scale + (i % scale);
			pixels.fill(light, at * 4, at * 4 + 3);
		}
	};
	for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g)) paint(Number(x), Number(y), 0);
	const middle = Math.floor((size - spot) / 2);
	for (let i = 0; i < spot ** 2; i++) paint(middle + (i % spot), middle + Math.floor(i / spot), 128);
	return jsQR(pixels, size * scale, size * scale)?.data ?? null;
}

test('the code on a slip is read by a camera, also with a spot on it', async () => {
	const root = await publicJwk((await newKeyPair(true)).publicKey);
	const address = enrolAddress('https://yuanke.qingshan.gov.example:8443', await anchorCode(newCode(), root));
	const drawn = qrPath(address);
	expect(photograph(drawn)).toBe(address);
	expect(photograph(drawn, 8)).toBe(address);
});
