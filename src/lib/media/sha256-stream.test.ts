import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256Stream } from './sha256-stream';

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000])(
	'hashes %i bytes in pieces of any size',
	(length) => {
		const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) % 256);
		const whole = createHash('sha256').update(bytes).digest('hex');
		for (const piece of [1, 13, 64, 100, 1000]) {
			const hash = new Sha256Stream();
			for (let at = 0; at < length; at += piece) hash.update(bytes.subarray(at, at + piece));
			expect(hash.digest()).toBe(whole);
		}
	}
);
