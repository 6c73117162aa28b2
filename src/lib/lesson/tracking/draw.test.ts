import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, page, quiz, statement } from '../testing';
import { drawn, emptyState, itemsFor, judge, quizStanding, shuffled, summarise, type Item } from '.';

const pool = (n: number): Item[] =>
	Array.from({ length: n }, (_, i) => ({ ...statement(100 + i), quiz: 10 }));
const seeds = fc.integer({ min: 1, max: 65535 });

describe('drawing from a quiz', () => {
	it('gives as many as asked, none twice, and the same again for the same learner', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 1, max: 20 }), fc.boolean(), (seed, draw, shuffle) => {
				const z = quiz(10, draw, { shuffle });
				const items = [z, ...pool(12)];
				const got = drawn(z, items, seed);
				expect(got).toHaveLength(Math.min(draw, 12));
				expect(new Set(got).size).toBe(got.length);
				expect(drawn(z, items, seed)).toEqual(got);
			})
		);
	});
	it('every question has its turn', () => {
		const z = quiz(10, 3);
		const items = [z, ...pool(12)];
		const times = new Map<number, number>();
		for (let seed = 1; seed <= 2000; seed++)
			for (const { sid } of drawn(z, items, seed)) times.set(sid, (times.get(sid) ?? 0) + 1);
		expect(times.size).toBe(12);
		// 500 each are expected; 5 standard deviations are about 100.
		for (const n of times.values()) expect(Math.abs(n - 500)).toBeLessThan(100);
	});
	it('a question added to the pool displaces at most one other', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const z = quiz(10, 5);
				const before = drawn(z, [z, ...pool(12)], seed).map(({ sid }) => sid);
				const after = drawn(z, [z, ...pool(13)], seed).map(({ sid }) => sid);
				expect(before.filter((sid) => !after.includes(sid)).length).toBeLessThanOrEqual(1);
			})
		);
	});
	it('what was not drawn is neither to do nor marked', () => {
		const z = quiz(10, 2);
		const items = [page(1), z, ...pool(6)];
		const state = { ...emptyState(), seed: 77, visited: { 1: true as const } };
		for (const item of drawn(z, items, 77))
			state.questions = {
				...state.questions,
				[item.sid]: { response: true, attempts: 1, ...judge(item, true) }
			};
		expect(itemsFor(items, state)).toHaveLength(4);
		expect(summarise(items, state, 60)).toEqual({
			completion: 'completed',
			success: 'passed',
			scaled: 1,
			done: 3,
			total: 3
		});
	});
	it('a quiz missed fails the lesson even where the whole would pass', () => {
		const z = quiz(10, null, { passPercent: 80 });
		const items: Item[] = [...Array.from({ length: 8 }, (_, i) => statement(i + 20)), z, ...pool(2)];
		const state = emptyState();
		for (const item of items)
			if (item.kind === 'trueFalse') {
				const response = item.sid !== 100;
				state.questions[item.sid] = { response, attempts: 1, ...judge(item, response) };
			}
		expect(quizStanding(z, items, state)).toEqual({ scaled: 0.5, success: 'failed' });
		expect(summarise(items, state, 60)).toMatchObject({ scaled: 0.9, success: 'failed' });
		expect(summarise([{ ...z, passPercent: 50 }, ...items.filter((i) => i !== z)], state, 60).success).toBe(
			'passed'
		);
	});
});

describe('shuffling', () => {
	const { options } = choice(3, 'singleChoice', 'abcdef');
	it('keeps everything, in an order of the learner’s own', () => {
		const orders = new Set<string>();
		for (let seed = 1; seed < 200; seed++) {
			const order = shuffled(options, seed, 3).map(({ key }) => key);
			expect([...order].sort().join('')).toBe('abcdef');
			orders.add(order.join(''));
		}
		expect(orders.size).toBeGreaterThan(150);
	});
});
