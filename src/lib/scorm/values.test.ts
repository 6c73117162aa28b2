import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipText, decimal, interactionElements, momentOf, timeInterval, type Interaction } from '.';

// What Moodle's SCORM players accept (mod/scorm/datamodels/scorm_12.js and scorm_13.js).
const timespan12 = /^([0-9]{2,4}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,2})?$/;
const timespan2004 =
	/^P(\d+Y)?(\d+M)?(\d+D)?(T(((\d+H)(\d+M)?(\d+(\.\d{1,2})?S)?)|((\d+M)(\d+(\.\d{1,2})?S)?)|((\d+(\.\d{1,2})?S))))?$/;
const time2004 =
	/^(19[7-9]{1}[0-9]{1}|20[0-2]{1}[0-9]{1}|203[0-8]{1})((-(0[1-9]{1}|1[0-2]{1}))((-(0[1-9]{1}|[1-2]{1}[0-9]{1}|3[0-1]{1}))(T([0-1]{1}[0-9]{1}|2[0-3]{1})((:[0-5]{1}[0-9]{1})((:[0-5]{1}[0-9]{1})((\.[0-9]{1,2})((Z|([+|-]([0-1]{1}[0-9]{1}|2[0-3]{1})))(:[0-5]{1}[0-9]{1})?)?)?)?)?)?)?)?$/;

describe('times', () => {
	it('are padded', () => {
		expect(timeInterval(5050, '1.2')).toBe('0000:00:05.05');
		expect(timeInterval(5050, '2004')).toBe('PT0H0M5.05S');
		expect(timeInterval(3_723_450, '1.2')).toBe('0001:02:03.45');
		expect(timeInterval(59_999, '1.2')).toBe('0000:01:00.00');
		expect(timeInterval(Number.NaN, '1.2')).toBe('0000:00:00.00');
	});
	it('always have a form that is accepted', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4e10 }), (ms) => {
				expect(timeInterval(ms, '1.2')).toMatch(timespan12);
				expect(timeInterval(ms, '2004')).toMatch(timespan2004);
			})
		);
		fc.assert(
			fc.property(fc.date({ min: new Date(1971, 0), max: new Date(2038, 0), noInvalidDate: true }), (at) => {
				expect(momentOf(at, '2004')).toMatch(time2004);
				expect(momentOf(at, '1.2')).toMatch(/^\d\d:\d\d:\d\d$/);
			})
		);
	});
});

describe('texts', () => {
	it('are never cut inside a character', () => {
		expect(clipText('ab😀', 3)).toBe('ab');
		expect(clipText('ab😀', 4)).toBe('ab😀');
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, most) => {
				const clipped = clipText(text, most);
				expect(clipped.length).toBeLessThanOrEqual(most);
				expect(clipped).not.toMatch(/\p{Surrogate}/u);
			})
		);
	});
	it('numbers have no exponent', () => {
		expect(decimal(2 / 3)).toBe('0.6666667');
		expect(decimal(1e-9)).toBe('0');
		expect(decimal(1)).toBe('1');
	});
});

describe('interactions', () => {
	const base = {
		id: 'q7',
		weight: 2,
		took: null,
		at: new Date(2026, 9, 10, 9, 5, 3),
		description: '哪些是对的'
	};
	const choice: Interaction = {
		...base,
		answer: { type: 'choice', keys: ['c', 'a'], right: ['b'] },
		score: 0
	};
	it('come id first, type second, in each version’s spelling', () => {
		expect(interactionElements(0, choice, '1.2')).toEqual([
			['cmi.interactions.0.id', 'q7'],
			['cmi.interactions.0.type', 'choice'],
			['cmi.interactions.0.time', '09:05:03'],
			['cmi.interactions.0.correct_responses.0.pattern', 'b'],
			['cmi.interactions.0.weighting', '2'],
			['cmi.interactions.0.student_response', 'a,c'],
			['cmi.interactions.0.result', 'wrong']
		]);
		expect(interactionElements(3, choice, '2004')).toEqual([
			['cmi.interactions.3.id', 'q7'],
			['cmi.interactions.3.type', 'choice'],
			['cmi.interactions.3.timestamp', '2026-10-10T09:05:03'],
			['cmi.interactions.3.correct_responses.0.pattern', 'b'],
			['cmi.interactions.3.weighting', '2'],
			['cmi.interactions.3.learner_response', 'a[,]c'],
			['cmi.interactions.3.result', 'incorrect'],
			['cmi.interactions.3.description', '哪些是对的']
		]);
	});
	it('say how long the answer took, where that is known', () => {
		const latencyIn = (version: '1.2' | '2004') =>
			new Map(interactionElements(0, { ...choice, took: 65_050 }, version)).get('cmi.interactions.0.latency');
		expect([latencyIn('1.2'), latencyIn('2004')]).toEqual(['0000:01:05.05', 'PT0H1M5.05S']);
	});
	it('a statement is t or f in 1.2, and a discussion is a short fill-in there', () => {
		const statement: Interaction = {
			...base,
			answer: { type: 'true-false', value: true, right: false },
			score: 0
		};
		expect(new Map(interactionElements(0, statement, '1.2')).get('cmi.interactions.0.student_response')).toBe(
			't'
		);
		expect(
			new Map(interactionElements(0, statement, '2004')).get('cmi.interactions.0.learner_response')
		).toBe('true');
		const talk: Interaction = {
			...base,
			answer: { type: 'long-fill-in', text: '一'.repeat(5000) },
			score: null
		};
		const [in12, in2004] = [
			new Map(interactionElements(0, talk, '1.2')),
			new Map(interactionElements(0, talk, '2004'))
		];
		expect(in12.get('cmi.interactions.0.type')).toBe('fill-in');
		expect(in12.get('cmi.interactions.0.student_response')).toHaveLength(255);
		expect(in2004.get('cmi.interactions.0.learner_response')).toHaveLength(4000);
		expect(in2004.get('cmi.interactions.0.result')).toBe('neutral');
		expect(in2004.has('cmi.interactions.0.correct_responses.0.pattern')).toBe(false);
	});
});
