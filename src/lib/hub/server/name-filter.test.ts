import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { NameFilter } from './name-filter';

const name = (n: number) => createHash('sha256').update(String(n)).digest('hex');

test('what was added is never missed, and hardly anything else is taken for added', () => {
	const filter = new NameFilter();
	const many = 200_000;
	for (let n = 0; n < many; n++) filter.add(name(n));
	for (let n = 0; n < many; n++) if (!filter.has(name(n))) throw new Error(`${n} is missed`);
	let wrong = 0;
	for (let n = many; n < 2 * many; n++) if (filter.has(name(n))) wrong++;
	expect(wrong).toBeLessThanOrEqual(2);
});
