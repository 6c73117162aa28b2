import { expect, it } from 'vitest';
import { Pace } from './pace';

it('lets so many through in a while, and again when the while is over', () => {
	let now = 0;
	const pace = new Pace(2, 1000, () => now);
	expect([pace.passes(), pace.passes(), pace.passes()]).toEqual([true, true, false]);
	now = 999;
	expect(pace.passes()).toBe(false);
	now = 1000;
	expect([pace.passes(), pace.passes(), pace.passes()]).toEqual([true, true, false]);
});
