import { describe, expect, it } from 'vitest';
import { noteAll } from './rewind';

class Step {
	tries = 0;
	readonly done = new Set<string>();
	constructor(readonly parent: Course) {}
}
class Course {
	current: Step | null = null;
	readonly steps = [new Step(this), new Step(this)];
	readonly shared = new Map([['g', { known: false }]]);
	more: Record<string, unknown> = { kept: 1 };
}

describe('what was noted', () => {
	it('is put back wherever it hangs, the very same things, and as often as it is wanted', () => {
		const course = new Course();
		const [first, second] = course.steps as [Step, Step];
		const known = course.shared.get('g');
		const putBack = noteAll(course);
		for (const time of [1, 2]) {
			course.current = second;
			second.tries = time;
			second.done.add('a');
			course.steps.reverse().push(new Step(course));
			course.shared.set('h', { known: true }).get('g')!.known = true;
			course.shared.delete(time === 1 ? 'g' : 'h');
			course.more.added = time;
			delete course.more.kept;
			putBack();
			expect(course).toEqual(new Course());
			expect([course.steps[0], course.steps[1]]).toEqual([first, second]);
			expect(course.steps[1]).toBe(second);
			expect(course.shared.get('g')).toBe(known);
			expect(course.more).toEqual({ kept: 1 });
		}
	});
	it('is what stood when it was noted, not what came before', () => {
		const course = new Course();
		const toBegin = noteAll(course);
		course.steps[0]!.tries = 1;
		const toLater = noteAll(course);
		toBegin();
		expect(course.steps[0]!.tries).toBe(0);
		toLater();
		expect(course.steps[0]!.tries).toBe(1);
	});
});
