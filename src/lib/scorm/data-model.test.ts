import { expect, test } from 'vitest';
import { readStanding, seedDataModel, withMastery } from './data-model';

const learner = { id: 'p1', name: '王秀英' };

test('SCORM 1.2: status, score, time and answers are read, badly filled fields are not', () => {
	const cmi = {
		core: {
			lesson_status: 'passed',
			score: { raw: '80', max: '100' },
			session_time: '0001:02:03.50',
			exit: 'suspend'
		},
		interactions: {
			childArray: [
				{
					id: 'q3',
					type: 'choice',
					student_response: 'a',
					result: 'wrong',
					correct_responses: { childArray: [{ pattern: 'b' }, { pattern: '' }] }
				}
			]
		}
	};
	expect(readStanding(cmi, '1.2')).toEqual({
		completion: 'completed',
		success: 'passed',
		scaled: 0.8,
		sittingSeconds: 3723.5,
		suspended: true,
		exit: 'suspend',
		interactions: [
			{ id: 'q3', type: 'choice', response: 'a', correct: false, description: '', patterns: ['b'] }
		]
	});
	const bad = { core: { lesson_status: 7, score: { raw: 'many' }, session_time: '1:2' } };
	expect(readStanding(bad, '1.2')).toMatchObject({
		completion: 'incomplete',
		success: 'unknown',
		scaled: null,
		sittingSeconds: null
	});
});

test('SCORM 2004: the same from its own names', () => {
	const cmi = {
		completion_status: 'completed',
		success_status: 'failed',
		score: { scaled: '0.25' },
		session_time: 'PT1H2M3.5S',
		exit: 'normal',
		interactions: {
			'0': {
				id: 'q4',
				type: 'true-false',
				learner_response: 'true',
				result: 'correct',
				description: '对不对?'
			}
		}
	};
	expect(readStanding(cmi, '2004')).toMatchObject({
		completion: 'completed',
		success: 'failed',
		scaled: 0.25,
		sittingSeconds: 3723.5,
		suspended: false,
		interactions: [{ id: 'q4', correct: true, description: '对不对?' }]
	});
});

test('a sitting resumes only after a suspend, and time of an earlier one is never counted again', () => {
	const saved = {
		exit: 'suspend',
		session_time: 'PT600S',
		total_time: 'PT600S',
		location: 'p3',
		suspend_data: 'x'
	};
	const seed = seedDataModel(saved, '2004', { learner, seconds: 600 });
	expect(seed).toMatchObject({
		entry: 'resume',
		total_time: 'PT600S',
		location: 'p3',
		learner_name: '王秀英'
	});
	expect(seed).not.toHaveProperty('session_time');
	expect(seed).not.toHaveProperty('exit');
	expect(seedDataModel(null, '2004', { learner, seconds: 0 })).toMatchObject({ entry: 'ab-initio' });
	expect(seedDataModel({ ...saved, exit: 'normal' }, '2004', { learner, seconds: 0 })).toMatchObject({
		entry: ''
	});
	const old = seedDataModel({ core: { exit: 'suspend', session_time: '0000:10:00' } }, '1.2', {
		learner,
		seconds: 3723
	});
	expect(old).toMatchObject({ core: { entry: 'resume', total_time: '0001:02:03.00' } });
	expect(old.core).not.toHaveProperty('session_time');
});

test('what the manifest decides stands in every session, and a step that was left goes on', () => {
	const given = { launch_data: 'x=1', student_data: { mastery_score: '70' } };
	const seeds = { learner, seconds: 0, given, resumed: true };
	const saved = { core: { lesson_location: 'p2' }, launch_data: 'old' };
	expect(seedDataModel(saved, '1.2', seeds)).toMatchObject({
		...given,
		core: { lesson_location: 'p2', entry: 'resume' }
	});
	expect(seedDataModel(null, '2004', { ...seeds, given: { scaled_passing_score: '0.7' } })).toMatchObject({
		scaled_passing_score: '0.7',
		entry: 'ab-initio'
	});
});

test('the pass mark of SCORM 1.2 decides only over a step that says it is over, and has a score', () => {
	const core = (status: string, raw: string) => ({ core: { lesson_status: status, score: { raw } } });
	const status = (cmi: ReturnType<typeof core>, mark: number | null) =>
		(withMastery(cmi, mark) as ReturnType<typeof core>).core.lesson_status;
	expect(status(core('completed', '70'), 70)).toBe('passed');
	expect(status(core('passed', '69'), 70)).toBe('failed');
	expect(status(core('incomplete', '0'), 70)).toBe('incomplete');
	expect(status(core('completed', ''), 70)).toBe('completed');
	expect(status(core('completed', '10'), null)).toBe('completed');
});
