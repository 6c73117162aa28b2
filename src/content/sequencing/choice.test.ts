import { describe, expect, it } from 'vitest';
import { done, flow, forced, is, mode, play, rule, rules, seq } from '../../../tests/fixtures/sequenced';

const constrained = (said: string, more = '') =>
	seq(`${mode('choice="true" flow="true"')}${more}<adlseq:constrainedChoiceConsiderations ${said}/>`);
const folder = (id: string, steps: string[], inside = flow) => ({ id, steps, inside });

describe('what may be chosen', () => {
	it('is, of a folder that constrains choice, only what lies in it or next to it', () => {
		const own = constrained('constrainChoice="true"');
		const player = play([
			folder('F', ['A', 'B']),
			folder('G', ['C', 'D'], own),
			folder('H', ['E', 'K']),
			folder('I', ['L'])
		]);
		expect(player.open).toEqual(['A', 'B', 'C', 'D', 'E', 'K', 'L']);
		expect(player.go('choice', 'C').open).toEqual(['A', 'B', 'C', 'D', 'E', 'K']);
		expect(player.end({ 'adl.nav.request': '{target=B}choice' }).here).toBe('B');
		player.go('choice', 'D').end({ 'adl.nav.request': '{target=L}choice' });
		expect(player.here).toBe('D');
		expect(player.go('choice', 'E').go('choice', 'L').open).toEqual(['A', 'B', 'C', 'D', 'E', 'K', 'L']);
	});
	it('is not inside a folder that prevents it, before the folder was begun; the folder itself may be', () => {
		const shut = constrained('preventActivation="true"');
		const player = play(['A', folder('F', ['B', 'C'], shut), 'D']);
		expect(player.open).toEqual(['A', 'D']);
		expect(player.go('choice', 'F').here).toBe('B');
		expect(player.open).toEqual(['A', 'B', 'C', 'D']);
		expect(player.go('choice', 'D').open).toEqual(['A', 'D']);
	});
	it('is nothing that lies before, where it only goes forward; but what lies in another folder', () => {
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const player = play(['A', folder('F', ['B', 'C', 'D'], forward), 'E']);
		expect(player.go('choice', 'C').open).toEqual(['A', 'C', 'D', 'E']);
		player.end({ 'adl.nav.request': '{target=B}choice' });
		expect(player.contents.previous).toBe('closed');
		expect(player.go('choice', 'E').open).toEqual(['A', 'B', 'C', 'D', 'E']);
	});
	it('is nothing outside a folder that does not let it', () => {
		const held = seq(mode('choice="true" flow="true" choiceExit="false"'));
		const player = play([folder('F', ['A', 'B'], held), 'C']);
		expect(player.open).toEqual(['A', 'B']);
		expect(player.go('continue').contents.next).toBe('open');
		expect(player.go('continue').open).toEqual(['A', 'B', 'C']);
	});
	it('is nothing hidden or closed, nor what lies in it', () => {
		const closed = (action: string) => flow.replace('</', `${rule('pre', action, is('always'))}</`);
		const player = play([
			'A',
			folder('F', ['B'], closed('hiddenFromChoice')),
			folder('G', ['C'], closed('disabled')),
			// Skipped by going on, not by choosing; and a rule that comes first hides no other.
			{ id: 'D', inside: seq(rule('pre', 'skip', is('always'))) },
			{
				id: 'E',
				inside: seq(
					rules(rule('pre', 'stopForwardTraversal', is('always')), rule('pre', 'disabled', is('always')))
				)
			}
		]);
		expect(player.open).toEqual(['A', 'D']);
		expect(player.go('choice', 'D').here).toBe('D');
	});
	it('is nothing behind a step nobody may pass, but the one that follows it by going on', () => {
		const wall = {
			id: 'A',
			inside: seq(rule('pre', 'stopForwardTraversal', is('completed', 'operator="not"')))
		};
		const player = play([wall, 'B', 'C']);
		player.set({ 'cmi.completion_status': 'incomplete' });
		expect(player.open).toEqual(['A']);
		expect(player.contents.next).toBe('open');
		expect(player.set(done).open).toEqual(['A', 'B', 'C']);
	});
	it('is the next step where going on leads nowhere, or a folder does not flow', () => {
		const loose = folder('G', ['C', 'D'], '');
		const player = play([folder('F', ['A', 'B']), loose]).go('choice', 'B');
		expect(player.get('adl.nav.request_valid.continue')).toBe('false');
		expect(player.get('adl.nav.request_valid.choice.{target=G}')).toBe('false');
		expect(player.contents.next).toBe('open');
		expect(player.go('continue').here).toBe('C');
		expect(player.get('adl.nav.request_valid.previous')).toBe('false');
		expect(player.go('previous').here).toBe('B');
	});
	it('is known to the step, too, and the course by its own name', () => {
		const player = play(['A', folder('F', ['B'], constrained('preventActivation="true"')), 'C']);
		const valid = (request: string) => player.get(`adl.nav.request_valid.${request}`);
		expect([valid('continue'), valid('previous')]).toEqual(['true', 'false']);
		expect(['C', 'F', 'B', 'O'].map((id) => valid(`choice.{target=${id}}`))).toEqual([
			...['true', 'true', 'false', 'true']
		]);
		expect(player.go('choice', 'C').end({ 'adl.nav.request': '{target=O}choice' }).here).toBe('A');
		expect(play(['A'], forced).get('adl.nav.request_valid.choice.{target=A}')).toBe('false');
	});
});

describe('a folder whose attempts are limited', () => {
	it('lets its steps be gone through in one attempt, and is closed afterwards', () => {
		const once = flow.replace('</', '<imsss:limitConditions attemptLimit="1"/></');
		const player = play([folder('F', ['A', 'B'], once), 'C']);
		expect(player.go('continue').here).toBe('B');
		expect(player.go('previous').here).toBe('A');
		expect(player.go('choice', 'C').open).toEqual(['C']);
	});
});

describe('going back', () => {
	it('heeds the folder the step is in, not those around it', () => {
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const player = play([folder('F', ['A', 'B']), folder('G', ['C'])], forward);
		expect(player.go('continue').contents.previous).toBe('open');
		expect(player.go('previous').go('choice', 'C').contents.previous).toBe('closed');
	});
	it('goes through a folder all of whose steps are skipped, and out of it again', () => {
		const skipped = (id: string) => ({ id, inside: seq(rule('pre', 'skip', is('attempted'))) });
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const through = { id: 'F', inside: forward, steps: [skipped('B'), skipped('C')] };
		const player = play(['A', through, 'D']).go('continue').go('continue').go('continue');
		expect([player.here, player.contents.previous]).toEqual(['D', 'open']);
		expect(player.go('previous').here).toBe('A');
	});
	it('enters a folder from behind only when the folder itself is open', () => {
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const shut = forward.replace('</', `${rule('pre', 'disabled', is('attempted'))}</`);
		const player = play([folder('F', ['A', 'B'], shut), 'C']).go('choice', 'C');
		expect(player.contents.previous).toBe('closed');
	});
});
