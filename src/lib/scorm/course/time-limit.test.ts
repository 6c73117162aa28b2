import { describe, expect, it } from 'vitest';
import { courseOfLesson } from './course';
import { timeLimitOf } from './time-limit';

const limit = (maxTimeAllowed: string, timeLimitAction: string) => {
	const [step] = courseOfLesson('课', 'index.html', '1.2').items;
	return step && timeLimitOf({ ...step, maxTimeAllowed, timeLimitAction }, '1.2');
};
const limit2004 = (durationLimit: string, timeLimitAction: string) => {
	const [step] = courseOfLesson('课', 'index.html', '2004').items;
	return step && timeLimitOf({ ...step, sequencing: { durationLimit }, timeLimitAction }, '2004');
};

describe('the time a step may take', () => {
	it('ends it, or tells the learner, or both', () => {
		expect(limit('00:30:00', 'exit,message')).toEqual({ seconds: 1800, ends: true, tells: true });
		expect(limit('00:30:00', 'exit,no message')).toEqual({ seconds: 1800, ends: true, tells: false });
		expect(limit('00:30:00', ' Continue , Message ')).toEqual({ seconds: 1800, ends: false, tells: true });
		expect(limit2004('PT1H', 'exit,message')?.seconds).toBe(3600);
	});
	it('is nobody’s affair where nothing follows from it, or it is badly written', () => {
		expect(limit('00:30:00', '')).toBeNull();
		expect(limit('00:30:00', 'continue,no message')).toBeNull();
		expect(limit('half an hour', 'exit,message')).toBeNull();
		expect(limit('00:00:00', 'exit,message')).toBeNull();
		expect(limit2004('', 'exit,message')).toBeNull();
	});
});
