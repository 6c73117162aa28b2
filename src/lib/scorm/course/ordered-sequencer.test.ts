import { describe, expect, it } from 'vitest';
import { courseOfLesson, givenBy, OrderedSequencer, type Activity, type Course, type CourseState } from '.';

const [blank] = courseOfLesson('', '', '1.2').items as [Activity];
const step = (id: string, more: Partial<Activity> = {}): Activity => ({
	...blank,
	id,
	title: `课${id}`,
	href: `${id}.html`,
	...more
});
const course = (...items: Activity[]): Course => ({ ...courseOfLesson('', '', '1.2'), items });
const done = { completion: 'completed', success: 'unknown', scaled: null } as const;

const folder = (id: string, items: Activity[], more: Partial<Activity> = {}) =>
	step(id, { href: null, items, ...more });
const stored = (sequencer: OrderedSequencer) => JSON.parse(JSON.stringify(sequencer.state())) as CourseState;

describe('the way through a course of SCORM 1.2', () => {
	it('goes from step to step in the order of the manifest, through folders, and knows its ends', () => {
		const sequencer = new OrderedSequencer(course(step('A'), folder('F', [step('B')]), step('C')), null);
		expect(sequencer.start()).toEqual({ open: 'A' });
		sequencer.begin('A');
		expect(sequencer.contents()).toMatchObject({ here: 'A', previous: 'closed', next: 'open' });
		expect(sequencer.go({ to: 'continue' })).toEqual({ open: 'B' });
		sequencer.begin('B');
		expect(sequencer.go({ to: 'previous' })).toEqual({ open: 'A' });
		expect(sequencer.go({ to: 'choice', target: 'C' })).toEqual({ open: 'C' });
		sequencer.begin('C');
		expect(sequencer.contents()).toMatchObject({ here: 'C', previous: 'open', next: 'closed' });
		expect(sequencer.go({ to: 'continue' })).toBe('stay');
		expect(sequencer.go({ to: 'choice', target: 'F' })).toBe('stay');
		expect(sequencer.go({ to: 'suspendAll' })).toBe('over');
	});

	it('keeps a step back until its prerequisites are met, and says which steps those are', () => {
		const sequencer = new OrderedSequencer(
			course(step('A'), folder('F', [step('B')], { prerequisites: 'A' }), step('C', { prerequisites: 'F' })),
			null
		);
		sequencer.begin('A');
		expect(sequencer.contents().entries).toMatchObject([
			{ id: 'A', depth: 0, open: true, why: '' },
			{ id: 'F', folder: true },
			{ id: 'B', depth: 1, open: false, why: 'needs', needs: ['课A'] },
			{ id: 'C', open: false, needs: ['课F'] }
		]);
		expect(sequencer.contents().next).toBe('closed');
		expect(sequencer.go({ to: 'choice', target: 'B' })).toBe('stay');
		sequencer.committed('A', done);
		expect(sequencer.go({ to: 'continue' })).toEqual({ open: 'B' });
		sequencer.begin('B');
		sequencer.committed('B', { ...done, success: 'failed' });
		expect(sequencer.go({ to: 'choice', target: 'C' })).toBe('stay');
		sequencer.committed('B', { ...done, success: 'passed' });
		expect(sequencer.go({ to: 'choice', target: 'C' })).toEqual({ open: 'C' });
	});

	it('is completed when every step is, an asset by being opened; then one failed step fails it', () => {
		const sequencer = new OrderedSequencer(course(step('A'), step('B'), step('C', { sco: false })), null);
		sequencer.begin('A');
		sequencer.committed('A', { completion: 'completed', success: 'passed', scaled: 1 });
		sequencer.committed('B', { completion: 'completed', success: 'failed', scaled: 0.4 });
		expect(sequencer.state().standing).toMatchObject({
			completion: 'incomplete',
			success: 'unknown',
			scaled: 0.7
		});
		sequencer.begin('C');
		expect(sequencer.state().standing).toMatchObject({
			completion: 'completed',
			success: 'failed',
			scaled: 0.7
		});
		sequencer.committed('B', { completion: 'completed', success: 'passed', scaled: 0.8 });
		expect(sequencer.state().standing).toMatchObject({ success: 'passed', scaled: 0.9 });
		// Starting over takes nothing back.
		sequencer.begin('A');
		expect(sequencer.state().steps.A).toMatchObject({
			completion: 'completed',
			success: 'passed',
			scaled: 1
		});
	});

	it('goes on where it was after it was stored, and begins anew where the step is gone', () => {
		const sequencer = new OrderedSequencer(course(step('A'), step('B')), null);
		sequencer.begin('A');
		sequencer.committed('A', done);
		sequencer.begin('B');
		const again = new OrderedSequencer(
			course(step('A'), step('B', { prerequisites: 'A' })),
			stored(sequencer)
		);
		expect(again.start()).toEqual({ open: 'B' });
		expect(again.contents().entries[0]?.reached.completion).toBe('completed');
		expect(new OrderedSequencer(course(step('A'), step('X')), stored(sequencer)).start()).toEqual({
			open: 'A'
		});
	});

	it('ends with the only step, with a logout and with the time; else it waits', () => {
		const two = new OrderedSequencer(course(step('A'), step('B')), null);
		two.begin('A');
		expect(two.ended('')).toBe('stay');
		expect(two.ended('logout')).toBe('over');
		expect(two.ended('time-out')).toBe('over');
		two.asked = { to: 'continue' };
		expect(two.ended('logout')).toEqual({ open: 'B' });
		const one = new OrderedSequencer(course(step('A')), null);
		one.begin('A');
		expect(one.ended('')).toBe('over');
	});

	it('does not list what the manifest hides, and goes through it all the same', () => {
		const sequencer = new OrderedSequencer(
			course(folder('F', [step('A')], { visible: false }), step('B', { visible: false })),
			null
		);
		expect(sequencer.contents().entries).toMatchObject([{ id: 'A', depth: 0 }]);
		sequencer.begin('A');
		expect(sequencer.go({ to: 'continue' })).toEqual({ open: 'B' });
	});
});

describe('what the manifest gives a step', () => {
	it('of SCORM 1.2: launch data, pass mark, time and what follows it; nonsense is left out', () => {
		const good = step('A', {
			launchData: 'x=1',
			masteryScore: '70',
			maxTimeAllowed: '00:30:00',
			timeLimitAction: 'exit, message'
		});
		expect(givenBy(good, '1.2')).toEqual({
			launch_data: 'x=1',
			student_data: { mastery_score: '70', max_time_allowed: '00:30:00', time_limit_action: 'exit,message' }
		});
		const bad = step('B', { masteryScore: 'viel', maxTimeAllowed: '30', timeLimitAction: 'stop' });
		expect(givenBy(bad, '1.2')).toEqual({ student_data: {} });
	});
	it('of SCORM 2004: what its sequencing says of measures and time', () => {
		const one = step('A', {
			launchData: 'x',
			timeLimitAction: 'continue,no message',
			sequencing: {
				durationLimit: 'PT1H',
				primaryObjective: { id: 'P', satisfiedByMeasure: true, minNormalizedMeasure: 0.7, maps: [] }
			},
			presentation: { hide: [], threshold: { completedByMeasure: true, minProgressMeasure: 0.75 } }
		});
		expect(givenBy(one, '2004')).toEqual({
			launch_data: 'x',
			time_limit_action: 'continue,no message',
			max_time_allowed: 'PT1H',
			scaled_passing_score: '0.7',
			completion_threshold: '0.75'
		});
		expect(givenBy(step('A', { sequencing: {} }), '2004')).toEqual({});
	});
});
