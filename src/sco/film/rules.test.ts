import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farthest, isSettled, letsGoOn, nextCue, type Given } from './rules';

const never: Given = { state: undefined, triesLeft: Infinity };
const right: Given = { state: { correct: true }, triesLeft: Infinity };
const wrong: Given = { state: { correct: false }, triesLeft: Infinity };
const lastWrong: Given = { state: { correct: false }, triesLeft: 0 };
const kept: Given = { state: { correct: null }, triesLeft: Infinity };
const givens = [never, right, wrong, lastWrong, kept];

const cues = fc
	.array(
		fc.record({
			at: fc.integer({ min: 0, max: 1000 }).map((n) => n / 10),
			required: fc.constantFrom('no' as const, 'answered' as const, 'right' as const),
			given: fc.constantFrom(...givens)
		}),
		{ maxLength: 8 }
	)
	.map((list) => list.sort((a, b) => a.at - b.at));
const viewing = fc.record({
	forced: fc.boolean(),
	done: fc.boolean(),
	furthest: fc.integer({ min: 0, max: 1000 })
});

describe('how far one may jump', () => {
	it('a done film lets one go anywhere', () => {
		fc.assert(
			fc.property(cues, viewing, (list, how) => {
				expect(farthest(list, (cue) => cue.given, { ...how, done: true })).toBe(Infinity);
			})
		);
	});
	it('in a forced first viewing never past what was seen, in a free one anywhere but past a gate', () => {
		fc.assert(
			fc.property(cues, viewing, (list, how) => {
				const limit = farthest(list, (cue) => cue.given, { ...how, done: false });
				if (how.forced) expect(limit).toBeLessThanOrEqual(how.furthest);
				const gates = list.filter((cue) => !letsGoOn(cue, cue.given));
				for (const gate of gates) expect(limit).toBeLessThanOrEqual(gate.at);
				if (!how.forced && !gates.length) expect(limit).toBe(Infinity);
			})
		);
	});
	it('answering never takes anything away, nor does watching on', () => {
		fc.assert(
			fc.property(cues, viewing, fc.nat(100), (list, how, more) => {
				const limit = farthest(list, (cue) => cue.given, how);
				expect(farthest(list, () => right, how)).toBeGreaterThanOrEqual(limit);
				const on = { ...how, furthest: how.furthest + more };
				expect(farthest(list, (cue) => cue.given, on)).toBeGreaterThanOrEqual(limit);
			})
		);
	});
});

describe('going on', () => {
	it.each([
		['no', [true, true, true, true, true]],
		['answered', [false, true, true, true, true]],
		['right', [false, true, false, true, true]]
	] as const)('where "%s" is wanted', (required, may) => {
		expect(givens.map((given) => letsGoOn({ required }, given))).toEqual(may);
	});
	it('nobody is held for good where no try is left', () => {
		expect(letsGoOn({ required: 'right' }, lastWrong)).toBe(true);
	});
	it('an answered question does not come again, a wrong one with a try left and a note do', () => {
		expect(givens.map((given) => isSettled({ question: 1 }, given))).toEqual([
			false,
			true,
			false,
			true,
			true
		]);
		expect(isSettled({ question: null }, never)).toBe(false);
	});
	it('a jump to a cue’s moment meets it, one past it does not', () => {
		const list = [{ at: 1 }, { at: 2 }, { at: 2 }];
		expect([0, 1, 1.02, 1.5, 2, 2.1].map((from) => nextCue(list, from))).toEqual([0, 0, 0, 1, 1, 3]);
	});
});
