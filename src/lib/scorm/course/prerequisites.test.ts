import { describe, expect, it } from 'vitest';
import { prerequisitesMet, prerequisiteSteps, type LessonStatus } from './prerequisites';

const standing: Record<string, LessonStatus> = {
	A: 'completed',
	B: 'passed',
	C: 'failed',
	D: 'not attempted',
	E: 'incomplete',
	'S-1.2': 'completed'
};
const met = (script: string) => prerequisitesMet(script, (id) => standing[id] ?? null);

describe('prerequisites of SCORM 1.2', () => {
	it.each([
		['A', true],
		['C', false],
		['D', false],
		['S-1.2', true],
		['A&B', true],
		['A & C', false],
		['A|C', true],
		['C|D', false],
		['~C', true],
		['~A', false],
		['C="failed"', true],
		['C=failed', true],
		['C=f', true],
		['D="not attempted"', true],
		['D=not attempted', true],
		['A<>"passed"', true],
		['B<>passed', false],
		['A&(C|B)', true],
		['A&C|B', true],
		['~(A&B)', false],
		['2*{A,B,C}', true],
		['3*{A,B,C}', false],
		['1*{C,D}|B', true],
		['2*{A=completed,C=failed,D}', true]
	])('%s is %s', (script, expected) => {
		expect(met(script)).toBe(expected);
	});
	it.each(['', '   ', 'A&', '(A', 'A B', '&', '2*A', 'gone', 'A=', '{', 'C&'])(
		'%j blocks nobody: it cannot be read, or names no step',
		(script) => {
			expect(met(script)).toBe(true);
		}
	);
	it('names the steps it speaks of', () => {
		expect(prerequisiteSteps('A&(C|~B)&2*{A,D="passed"}')).toEqual(['A', 'C', 'B', 'D']);
		expect(prerequisiteSteps('A&')).toEqual([]);
	});
});
