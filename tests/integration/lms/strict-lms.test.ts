import { describe, expect, it } from 'vitest';
import { StrictLms } from './strict-lms';

/** Calls one after the other, `GetValue cmi.mode` as words; gives the errors they end with. */
function errorsOf(lms: StrictLms, calls: unknown[][]): string[] {
	const prefix = lms.version === '1.2' ? 'LMS' : '';
	return calls.map(([call, ...args]) => {
		lms.api[prefix + String(call)]!(...args);
		return lms.api[`${prefix}GetLastError`]!('');
	});
}
const begun = (version: '1.2' | '2004') => {
	const lms = new StrictLms(version);
	errorsOf(lms, [['Initialize', '']]);
	return lms;
};
const record = (
	version: '1.2' | '2004',
	type: string
): [StrictLms, (what: string, value: string) => string] => {
	const lms = begun(version);
	const set = (what: string, value: string) =>
		errorsOf(lms, [['SetValue', `cmi.interactions.0.${what}`, value]])[0]!;
	set('id', 'q1');
	set('type', type);
	return [lms, set];
};

describe('the strict LMS', () => {
	it('knows when each call has its place', () => {
		const all = (end: string) => [
			['GetValue', 'cmi.suspend_data'],
			['SetValue', 'cmi.suspend_data', ''],
			['Commit', ''],
			[end, '']
		];
		const old = new StrictLms('1.2');
		expect(errorsOf(old, all('Finish'))).toEqual(['301', '301', '301', '301']);
		expect(errorsOf(old, [['Initialize', ''], ['Initialize', ''], ...all('Finish')])).toEqual([
			'0',
			'101',
			'0',
			'0',
			'0',
			'0'
		]);
		expect(errorsOf(old, [...all('Finish'), ['Initialize', '']])).toEqual([
			'301',
			'301',
			'301',
			'301',
			'101'
		]);
		const lms = new StrictLms('2004');
		expect(errorsOf(lms, all('Terminate'))).toEqual(['122', '132', '142', '112']);
		expect(
			errorsOf(lms, [
				['Initialize', ''],
				['Initialize', ''],
				['Terminate', '']
			])
		).toEqual(['0', '103', '0']);
		expect(errorsOf(lms, [...all('Terminate'), ['Initialize', '']])).toEqual([
			'123',
			'133',
			'143',
			'113',
			'104'
		]);
		expect(lms.violations).toHaveLength(10);
	});

	it('takes texts only, and as many as a call has', () => {
		expect(errorsOf(new StrictLms('2004'), [['Initialize']])).toEqual(['201']);
		expect(errorsOf(new StrictLms('1.2'), [['Initialize', null]])).toEqual(['201']);
		expect(
			errorsOf(begun('2004'), [
				['SetValue', 'cmi.score.raw', 5],
				['SetValue', 'cmi.score.raw'],
				['GetValue', 'cmi.mode', ''],
				['Commit', 'now']
			])
		).toEqual(['201', '201', '201', '201']);
	});

	it.each([
		['1.2', 'cmi.core.student_id', 'x', '403'],
		['1.2', 'cmi.core.score._children', 'x', '402'],
		['1.2', 'cmi.core.nothing', 'x', '201'],
		['1.2', 'cmi.core.lesson_status', 'not attempted', '405'],
		['1.2', 'cmi.core.score.raw', '101', '405'],
		['1.2', 'cmi.core.score.raw', '.5', '405'],
		['1.2', 'cmi.core.session_time', '0:00:05', '405'],
		['1.2', 'cmi.core.session_time', '0000:00:05.5', '0'],
		['1.2', 'cmi.core.exit', 'normal', '405'],
		['1.2', 'cmi.suspend_data', 'x'.repeat(4096), '0'],
		['1.2', 'cmi.suspend_data', 'x'.repeat(4097), '405'],
		['1.2', 'cmi.interactions.1.id', 'q', '201'],
		['1.2', 'cmi.interactions.0.type', 'choice', '201'],
		['2004', 'cmi.mode', 'review', '404'],
		['2004', 'cmi.nothing', 'x', '401'],
		['2004', 'cmi.score.scaled', '1.5', '407'],
		['2004', 'cmi.score.scaled', '.5', '406'],
		['2004', 'cmi.score.raw', '1.12345678', '406'],
		['2004', 'cmi.session_time', 'PT1H0M5.123S', '406'],
		['2004', 'cmi.session_time', 'PT', '406'],
		['2004', 'cmi.session_time', 'PT0H0M5.05S', '0'],
		['2004', 'cmi.suspend_data', 'x'.repeat(64_000), '0'],
		['2004', 'cmi.suspend_data', 'x'.repeat(64_001), '406'],
		['2004', 'cmi.interactions.1.id', 'q', '351'],
		['2004', 'cmi.interactions.0.type', 'choice', '408']
	] as const)('%s: %s', (version, element, value, code) => {
		expect(errorsOf(begun(version), [['SetValue', element, value]])).toEqual([code]);
	});

	it('tells what may be read', () => {
		const reads = (version: '1.2' | '2004', ...elements: string[]) =>
			errorsOf(
				begun(version),
				elements.map((element) => ['GetValue', element])
			);
		expect(reads('1.2', 'cmi.core.exit', 'cmi.interactions.0.id', 'cmi.core.score.raw')).toEqual([
			'404',
			'404',
			'0'
		]);
		expect(reads('2004', 'cmi.exit', 'cmi.session_time', 'cmi.location')).toEqual(['405', '405', '403']);
	});

	it.each([
		['1.2', 'choice', 'student_response', ['a', 'a,c', '0'], ['A', 'a,', 'a,a', 'ab', '']],
		['1.2', 'true-false', 'student_response', ['t', 'f'], ['true', '']],
		['1.2', 'matching', 'student_response', ['a.b,c.d'], ['a', 'a-b', 'a.b,']],
		['1.2', 'sequencing', 'correct_responses.0.pattern', ['c,b,a'], ['c[,]b']],
		['1.2', 'numeric', 'student_response', ['12.5'], ['.5', '1e5', '']],
		['1.2', 'likert', 'student_response', ['5'], ['10']],
		['1.2', 'fill-in', 'student_response', ['一'.repeat(255)], ['一'.repeat(256)]],
		['1.2', 'choice', 'result', ['wrong', '0.5'], ['incorrect']],
		['1.2', 'choice', 'time', ['09:05:03'], ['9:05:03', '2026-10-10T09:05:03']],
		['2004', 'choice', 'learner_response', ['a', 'a[,]c', 'B_1.x'], ['a[,]a', 'a-b', '甲', '']],
		['2004', 'true-false', 'learner_response', ['true'], ['t']],
		['2004', 'matching', 'learner_response', ['a[.]b[,]c[.]d'], ['a.b', 'a[.]']],
		[
			'2004',
			'numeric',
			'correct_responses.0.pattern',
			['4[:]10', '[:]10', '4[:]'],
			['5', '10[:]4', '.5[:]1']
		],
		['2004', 'fill-in', 'correct_responses.0.pattern', ['{case_matters=false}稻'], ['一'.repeat(251)]],
		['2004', 'likert', 'learner_response', ['5'], ['5[,]6']],
		['2004', 'long-fill-in', 'learner_response', ['一'.repeat(4000)], ['一'.repeat(4001)]],
		['2004', 'choice', 'result', ['incorrect', '0.3333333'], ['wrong', '.5']],
		[
			'2004',
			'choice',
			'timestamp',
			['2026-10-10T09:05:03', '2026-10-10T09:05:03.00Z'],
			['2026-10-10T09:05:03Z', '2026-10-10T09:05:03.123Z']
		]
	] as const)('%s %s: what %s may be', (version, type, what, good, bad) => {
		const [, set] = record(version, type);
		for (const value of good) expect(set(what, value), value).toBe('0');
		for (const value of bad) expect(set(what, value), value).toBe(version === '1.2' ? '405' : '406');
	});

	it('keeps what was committed, and forgets the rest', () => {
		const lms = begun('2004');
		const set = (value: string) => ['SetValue', 'cmi.location', value];
		errorsOf(lms, [set('1'), ['SetValue', 'cmi.exit', 'suspend'], ['Commit', ''], set('2')]);
		expect(lms.next()).toMatchObject({ 'cmi.location': '1', 'cmi.entry': 'resume' });
		lms.lying = true;
		errorsOf(lms, [['Commit', '']]);
		expect(lms.next()).toMatchObject({ 'cmi.location': '1' });
		expect(lms.violations).toEqual([]);
	});
});
