import { describe, expect, it } from 'vitest';
import { answersOf, elementsOf, refusedOf, type TracedCall } from './traced';

const call = (name: string, args: string[], result = 'true', error = '0', step = 'A'): TracedCall => ({
	...{ name, args, result, error, step },
	at: 0
});
const set = (element: string, value: string, error = '0') =>
	call('LMSSetValue', [element, value], error === '0' ? 'true' : 'false', error);

describe('a trial', () => {
	it('knows every element as it was last, and how often it was written', () => {
		const calls = [
			call('LMSGetValue', ['cmi.core.lesson_status'], 'not attempted'),
			set('cmi.core.lesson_status', 'incomplete'),
			set('cmi.core.lesson_status', 'nonsense', '405'),
			set('cmi.core.lesson_status', 'passed'),
			call('LMSGetValue', ['cmi.launch_data'], 'x=1')
		];
		expect(elementsOf(calls)).toEqual([
			{ step: 'A', element: 'cmi.core.lesson_status', value: 'passed', written: 2 },
			{ step: 'A', element: 'cmi.launch_data', value: 'x=1', written: 0 }
		]);
	});
	it('keeps what two steps write apart', () => {
		const calls = [set('cmi.location', '1'), { ...set('cmi.location', '2'), step: 'B' }];
		expect(elementsOf(calls).map(({ step, value }) => `${step}${value}`)).toEqual(['A1', 'B2']);
	});
	it('reads answers of both versions alike', () => {
		const calls = [
			set('cmi.interactions.0.id', 'Q1'),
			set('cmi.interactions.0.student_response', 'a'),
			set('cmi.interactions.1.id', 'Q2'),
			set('cmi.interactions.1.learner_response', 'b'),
			set('cmi.interactions.1.correct_responses.0.pattern', 'c'),
			call('LMSGetValue', ['cmi.interactions._count'], '2')
		];
		expect(answersOf(elementsOf(calls))).toEqual([
			{ step: 'A', id: 'Q1', parts: { learner_response: 'a' } },
			{ step: 'A', id: 'Q2', parts: { learner_response: 'b', 'correct_responses.0.pattern': 'c' } }
		]);
	});
	it('tells what was refused once for each kind', () => {
		const calls = [
			set('cmi.interactions.0.type', 'x', '406'),
			set('cmi.interactions.1.type', 'x', '406'),
			call('GetValue', ['cmi.location'], '', '403'),
			set('cmi.location', 'x', '403'),
			set('cmi.location', 'x')
		];
		expect(refusedOf(calls)).toMatchObject([
			{ call: { args: ['cmi.interactions.0.type', 'x'] }, count: 2 },
			{ call: { name: 'LMSSetValue', error: '403' }, count: 1 }
		]);
	});
});
