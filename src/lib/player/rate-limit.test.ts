import { expect, it } from 'vitest';
import { RateLimit } from './rate-limit';

it('lets so many through in a while, and again when the while is over', () => {
	let now = 0;
	const limit = new RateLimit(2, 1000, () => now);
	expect([limit.passes(), limit.passes(), limit.passes()]).toEqual([true, true, false]);
	now = 999;
	expect(limit.passes()).toBe(false);
	now = 1000;
	expect([limit.passes(), limit.passes(), limit.passes()]).toEqual([true, true, false]);
});
