import { noPages } from '$lib/reports';
import type { AttemptFigure, ChainFigure } from '$lib/store';
import { closeDatabases, openDatabases, type Databases } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptFigures } from './kept-figures';

let dir: string;
let db: Databases;
let kept: KeptFigures;
let reads: number;

beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'yuanke-kept-'));
	db = await openDatabases(testPlace(dir));
	reads = 0;
	const get = db.figures.get.bind(db.figures);
	db.figures.get = (...of: Parameters<typeof get>) => {
		reads++;
		return get(...of);
	};
	kept = new KeptFigures(db.figures);
});
afterEach(async () => {
	await closeDatabases(db);
	rmSync(dir, { recursive: true });
});

const chain = (n: number): ChainFigure => noPages('s', `d${n}`);

test('what was read or written is not read again, nor is what is missing', async () => {
	expect([await kept.get('chain:s:d1'), await kept.get('chain:s:d1')]).toEqual([null, null]);
	const [one] = await kept.write([chain(1)]);
	const [two] = await kept.write([{ ...one!, page: 7 }]);
	expect(await kept.get('chain:s:d1')).toEqual(two);
	expect(reads).toBe(1);
	expect(await db.figures.get('chain:s:d1')).toEqual(two);
});

test('after a failed write everything is read again', async () => {
	const [one] = await kept.write([chain(1), chain(2)]);
	await db.figures.put({ ...one!, page: 5 });
	await expect(kept.write([{ ...one!, page: 6 }])).rejects.toMatchObject({ status: 409 });
	expect(await kept.get('chain:s:d1')).toMatchObject({ page: 5 });
	expect(await kept.get('chain:s:d2')).toMatchObject({ page: 0 });
	expect(reads).toBe(2);
});

test('what was being read while it was written is not taken for what it is now', async () => {
	const read = db.figures.get.bind(db.figures);
	let goOn = () => {};
	const held = new Promise<void>((resolve) => (goOn = resolve));
	db.figures.get = async (...of: Parameters<typeof read>) => {
		const answer = read(...of);
		await answer.catch(() => undefined);
		await held;
		return answer;
	};
	const slow = kept.get('chain:s:d1');
	const [one] = await kept.write([chain(1)]);
	goOn();
	await slow;
	expect(await kept.get('chain:s:d1')).toEqual(one);
});

test('memory is bounded: what was used longest ago is let go first', async () => {
	const answers = Object.fromEntries(Array.from({ length: 9998 }, (_, n) => [n, {}]));
	const big = (n: number) =>
		({ _id: `attempt:${n}`, kind: 'attempt', answers, evidence: [{}] }) as unknown as AttemptFigure;
	await kept.write([1, 2, 3, 4, 5].map(big));
	await kept.get('attempt:1');
	await kept.write([big(6)]);
	reads = 0;
	for (const n of [1, 3, 4, 5, 6]) await kept.get(`attempt:${n}`);
	expect(reads).toBe(0);
	await kept.get('attempt:2');
	expect(reads).toBe(1);
});
