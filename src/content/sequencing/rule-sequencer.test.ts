import { describe, expect, it } from 'vitest';
import { done, forced, is, passed, play, Player, rule, seq } from '../../../tests/fixtures/sequenced';
import { courseFrom } from '../../../tests/fixtures/courses';
import { imsCourseManifest } from '$lib/scorm';

describe('the way through a course of SCORM 2004', () => {
	it('that flows and forbids choice goes one after the other, and ends at its end', () => {
		const player = play(['A', 'B', 'C'], forced);
		expect(player.here).toBe('A');
		expect(player.open).toEqual([]);
		expect(player.contents.entries.map(({ why }) => why)).toEqual(['order', 'order', 'order']);
		expect(player.contents).toMatchObject({ previous: 'closed', next: 'open' });
		expect(() => player.go('choice', 'C')).toThrow('not allowed');
		expect(player.set(done).go('continue').here).toBe('B');
		expect(player.go('previous').here).toBe('A');
		expect(player.set(done).go('continue').set(done).go('continue').here).toBe('C');
		expect(player.contents.next).toBe('ends');
		expect(player.state.standing.completion).toBe('incomplete');
		player.set(done).go('continue');
		expect(player.over).toBe(true);
		expect(player.state.standing.completion).toBe('completed');
	});

	it('that only lets choose is begun with its first step, and has the steps beside to go to', () => {
		const player = play(['A', 'B'], '');
		expect(player.here).toBe('A');
		expect(player.open).toEqual(['A', 'B']);
		expect(player.contents).toMatchObject({ previous: 'closed', next: 'open' });
		expect(player.go('continue').here).toBe('B');
		expect(player.go('previous').here).toBe('A');
	});

	it('heeds what a step asks for when it ends', () => {
		const nav = (request: string) => ({ 'adl.nav.request': request });
		expect(play(['A', 'B']).end(nav('continue')).here).toBe('B');
		expect(play(['A', 'B', 'C']).end(nav('{target=C}choice')).here).toBe('C');
		expect(play(['A', 'B']).end(nav('exitAll')).over).toBe(true);
		expect(play(['A', 'B']).end(nav('suspendAll')).over).toBe(true);
		expect(play(['A', 'B']).end(nav('continue')).end(nav('previous')).here).toBe('A');
		expect(play(['A', 'B']).end().here).toBe('A');
		// A step may ask for itself again, where it was.
		const self = play(['A', 'B']);
		self.end({ 'cmi.location': 'a-5', 'cmi.exit': 'suspend', ...nav('{target=A}choice') });
		expect([self.get('cmi.location'), self.get('cmi.entry')]).toEqual(['a-5', 'resume']);
		// The learner's own wish counts before the step's.
		expect(play(['A', 'B', 'C']).set(nav('{target=C}choice')).go('continue').here).toBe('B');
	});

	it('opens a step when its rule is met, as soon as the step before says so', () => {
		const wants = rule(
			'pre',
			'disabled',
			is('satisfied', 'referencedObjective="before" operator="not"') +
				is('objectiveStatusKnown', 'referencedObjective="before" operator="not"'),
			'conditionCombination="any"'
		);
		const map = (way: string) => `<imsss:mapInfo targetObjectiveID="g-A" ${way}/>`;
		const player = play([
			{
				id: 'A',
				inside: seq(
					`<imsss:objectives><imsss:primaryObjective objectiveID="own">${map('writeSatisfiedStatus="true"')}</imsss:primaryObjective></imsss:objectives><imsss:deliveryControls objectiveSetByContent="true"/>`
				)
			},
			{
				id: 'B',
				inside: seq(
					`${wants}<imsss:objectives><imsss:primaryObjective objectiveID="b"/><imsss:objective objectiveID="before">${map('readSatisfiedStatus="true"')}</imsss:objective></imsss:objectives>`
				)
			}
		]);
		expect(player.open).toEqual(['A']);
		expect(player.contents.entries[1]).toMatchObject({ id: 'B', open: false, why: 'closed' });
		expect(player.contents.next).toBe('closed');
		player.set(passed);
		expect(player.open).toEqual(['A', 'B']);
		expect(player.contents.next).toBe('open');
		expect(player.go('continue').here).toBe('B');
		expect(player.again().open).toEqual(['A', 'B']);
		// In another attempt of the learner it is still known.
		const { objectives, data } = player.state;
		const fresh = new Player(player.course, {
			...{ here: null, sequencing: null, steps: {}, attempts: {}, objectives, data },
			standing: { begun: false, completion: 'incomplete', success: 'unknown', scaled: null }
		}).start();
		expect(fresh.here).toBe('A');
		expect(fresh.open).toEqual(['A', 'B']);
	});

	it('goes on after a step by its post-condition, repeats it, or leaves', () => {
		const after = (action: string, condition: string) => ({
			id: 'A',
			inside: seq(rule('post', action, condition))
		});
		const known = is('objectiveStatusKnown');
		expect(play([after('continue', is('completed')), 'B']).end(done).here).toBe('B');
		const again = play([after('retry', is('satisfied', 'operator="not"') + known), 'B']);
		again.end({ 'cmi.success_status': 'failed', 'cmi.location': '3', ...done });
		expect(again.here).toBe('A');
		expect(again.get('cmi.location')).toBe('');
		expect(again.end(passed).here).toBe('A');
		expect(play([after('exitAll', is('completed')), 'B']).end(done).over).toBe(true);
		// The folder it is in is the course.
		const out = play([after('exitParent', is('completed')), 'B']);
		expect(out.end({ ...done, 'adl.nav.request': 'continue' }).over).toBe(true);
	});

	it('is over when a step runs out of its time, or the only one ends', () => {
		const late = { 'cmi.exit': 'time-out', 'cmi.location': '7' };
		const player = play(['A', 'B']).end({ ...late, 'adl.nav.request': 'continue' });
		expect(player.over).toBe(true);
		const again = player.again();
		expect([again.here, again.get('cmi.location'), again.get('cmi.entry')]).toEqual(['A', '', 'ab-initio']);
		expect(play(['A', 'B']).set(late).go('continue').here).toBe('B');
		expect(play(['A']).end().over).toBe(true);
	});
	it('ends a step for the learner, and no more', () => {
		const player = play(['A', 'B'], forced);
		player.set({ 'cmi.exit': 'time-out', ...done }).go('exit');
		expect([player.over, player.contents.next]).toEqual([false, 'open']);
		expect(player.go('continue').here).toBe('B');
		expect(play(['A']).go('exit').over).toBe(true);
	});
	it('takes a step where the step jumps, whatever the rules', () => {
		const locked = { id: 'C', inside: seq(rule('pre', 'hiddenFromChoice', is('always'))) };
		const player = play(['A', 'B', locked], forced);
		expect(player.get('adl.nav.request_valid.jump.{target=C}')).toBe('true');
		expect(player.get('adl.nav.request_valid.jump.{target=X}')).toBe('false');
		player.end({ ...passed, 'adl.nav.request': '{target=C}jump' });
		expect(player.here).toBe('C');
		// What the step reached before it jumped counts.
		expect(player.state.standing.success).toBe('unknown');
		player.end({ ...passed, 'adl.nav.request': '{target=A}jump' });
		expect([player.here, player.get('cmi.entry')]).toEqual(['A', 'ab-initio']);
		player.end({ ...passed, 'adl.nav.request': '{target=B}jump' }).end(passed);
		expect(player.state.standing).toMatchObject({ completion: 'completed', success: 'passed' });
		expect(play(['A', 'B']).end({ 'adl.nav.request': '{target=X}jump' }).here).toBe('A');
	});
	it('is over for a step whose attempts are used up', () => {
		const player = play([{ id: 'A', inside: seq('<imsss:limitConditions attemptLimit="1"/>') }, 'B']);
		player.set(done).go('continue');
		expect(player.here).toBe('B');
		expect(player.open).toEqual(['B']);
	});

	it('skips a hidden and a skipped step, and does not list the hidden one', () => {
		const player = play([
			'A',
			{ id: 'B', inside: seq(rule('pre', 'skip', is('always'))) },
			{ id: 'C', attributes: ' isvisible="false"' }
		]);
		expect(player.go('continue').here).toBe('C');
		expect(player.contents.entries.map(({ id }) => id)).toEqual(['A', 'B']);
	});

	it('hides the buttons a step does not want', () => {
		const face = `<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>continue</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>`;
		const player = play(['A', { id: 'B', inside: face }, 'C']);
		expect(player.contents).toMatchObject({ next: 'open' });
		expect(player.go('continue').contents).toMatchObject({ next: 'hidden', previous: 'open' });
	});
});

describe('a course we made ourselves, as another system gets it', () => {
	it.each(['2004', '2004-3rd'] as const)(
		'%s: any lesson may be chosen, and is passed by its own mark',
		(edition) => {
			const lesson = (id: string) => ({
				...{ lessonId: id, title: `课${id}`, passPercent: 60, files: [`${id}.html`] },
				launch: `${id}.html`
			});
			const xml = imsCourseManifest(
				{ courseId: 'c', title: '一门课', lessons: ['a', 'b', 'c'].map(lesson) },
				edition
			);
			const player = new Player(courseFrom(xml, ['a.html', 'b.html', 'c.html'])).start();
			expect(player.here).toBe('ITEM-a');
			expect(player.open).toEqual(['ITEM-a', 'ITEM-b', 'ITEM-c']);
			// A lesson has its own way on; to the next lesson the system leads.
			expect(player.contents).toMatchObject({ previous: 'closed', next: 'open' });
			expect(player.get('cmi.scaled_passing_score')).toBe('0.6');
			for (const id of ['ITEM-b', 'ITEM-c'])
				player.set({ ...done, 'cmi.score.scaled': '0.7' }).go('choice', id);
			player.set({ ...done, 'cmi.score.scaled': '0.4' }).go('suspendAll');
			const { standing, steps } = player.state;
			expect(steps['ITEM-a']).toMatchObject({ success: 'passed', scaled: 0.7 });
			expect(steps['ITEM-c']).toMatchObject({ success: 'failed', scaled: 0.4 });
			expect(standing).toMatchObject({ completion: 'completed', success: 'failed' });
			expect(standing.scaled).toBeCloseTo(0.6);
		}
	);
});
