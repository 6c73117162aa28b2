import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { videoParts } from '$lib/lesson/tracking';
import { Watched } from './watched';

const length = fc.integer({ min: 5, max: 72_000 }).map((n) => n / 10);
const spans = fc.array(
	fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
);

describe('what was watched', () => {
	it('all of a film is 100 percent and every part, however short the film and however it was pieced together', () => {
		fc.assert(
			fc.property(length, fc.integer({ min: 1, max: 50 }), (seconds, pieces) => {
				const watched = new Watched([], seconds);
				for (let i = pieces - 1; i >= 0; i--)
					watched.add((i * seconds) / pieces, ((i + 1) * seconds) / pieces);
				expect(watched.percent(seconds)).toBe(100);
				expect(watched.parts(seconds)).toHaveLength(videoParts);
			})
		);
	});
	it('watching more never makes it less, and it comes back no larger than it was', () => {
		fc.assert(
			fc.property(length, spans, (seconds, list) => {
				const watched = new Watched([], seconds);
				let before = 0;
				for (const [a, b] of list) {
					watched.add(a * seconds, b * seconds);
					expect(watched.percent(seconds)).toBeGreaterThanOrEqual(before);
					before = watched.percent(seconds);
				}
				const parts = watched.parts(seconds);
				const again = new Watched(parts, seconds);
				expect(again.parts(seconds)).toEqual(parts);
				// A part may lack a tenth of a second at its edges.
				expect(again.percent(seconds)).toBeLessThanOrEqual(
					before + (100 * (parts.length * 0.1)) / seconds + 1
				);
			})
		);
	});
	it('watching the same again counts once', () => {
		const watched = new Watched([], 10);
		for (let i = 0; i < 9; i++) watched.add(0, 5);
		expect(watched.percent(10)).toBe(50);
	});
	it('says nothing while the length is not known', () => {
		for (const unknown of [0, NaN, Infinity]) {
			const watched = new Watched([1, 2], unknown);
			watched.add(0, 100);
			expect([watched.percent(unknown), watched.parts(unknown)]).toEqual([0, []]);
		}
	});
});
