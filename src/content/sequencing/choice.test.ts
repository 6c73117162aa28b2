import { describe, expect, it } from 'vitest';
import {
	done,
	flow,
	forced,
	is,
	mode,
	play,
	type Player,
	rule,
	rules,
	seq
} from '../../../tests/fixtures/sequenced';

const constrained = (said: string, more = '') =>
	seq(`${mode('choice="true" flow="true"')}${more}<adlseq:constrainedChoiceConsiderations ${said}/>`);
const untilSatisfied = rule(
	'pre',
	'disabled',
	is('satisfied', 'operator="not"') + is('objectiveStatusKnown', 'operator="not"'),
	'conditionCombination="any"'
);
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
				id: 'K',
				inside: seq(rules(rule('pre', 'skip', is('always')), rule('pre', 'hiddenFromChoice', is('always'))))
			},
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
	it('is not even listed where a rule hides it, as long as the rule does; a closed one is', () => {
		const hides = (condition: string) =>
			flow.replace('</', `${rule('pre', 'hiddenFromChoice', condition)}</`);
		const player = play([
			'A',
			folder('F', ['B'], hides(is('always'))),
			folder('G', ['C'], flow.replace('</', `${rule('pre', 'disabled', is('always'))}</`)),
			{ id: 'D', inside: seq(rule('pre', 'hiddenFromChoice', is('completed'))) }
		]);
		expect(player.listed).toEqual(['A', 'G', 'C', 'D']);
		player.go('choice', 'D').set(done).go('choice', 'A');
		expect(player.listed).toEqual(['A', 'G', 'C']);
	});
	it('is a folder that flows as well: its first step opens', () => {
		const player = play([
			'A',
			folder('F', ['B', 'C']),
			folder('G', ['D'], ''),
			{ ...folder('H', ['E']), attributes: ' isvisible="false"' }
		]);
		expect(player.openFolders).toEqual(['F']);
		expect(player.go('choice', 'F').here).toBe('B');
		expect(play([folder('F', ['A'])], forced).openFolders).toEqual([]);
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
	it('is nothing behind a folder nobody may pass, and nothing in one', () => {
		const wall = flow.replace('</', `${rule('pre', 'stopForwardTraversal', is('always'))}</`);
		const player = play([folder('F', ['A', 'B']), folder('G', ['C'], wall), 'D']);
		expect(player.open).toEqual(['A', 'B', 'D']);
	});
	it('is what the end of the step opens', () => {
		const map = (way: string) =>
			`<imsss:objectives><imsss:primaryObjective objectiveID="p"><imsss:mapInfo targetObjectiveID="g" ${way}SatisfiedStatus="true"/></imsss:primaryObjective></imsss:objectives>`;
		const waits = {
			id: 'B',
			inside: seq(untilSatisfied + map('read'))
		};
		const player = play([{ id: 'A', inside: seq(map('write')) }, waits]);
		expect(player.go('choice', 'B').here).toBe('B');
	});
	it('is where a course that does not flow begins', () => {
		const choice = seq(mode('choice="true"'));
		const shut = seq(
			`${mode('choice="true"')}<adlseq:constrainedChoiceConsiderations preventActivation="true"/>`
		);
		expect(play([folder('F', ['A'], shut), 'B'], choice).here).toBe('B');
		const wall = choice.replace('</', `${rule('pre', 'stopForwardTraversal', is('always'))}</`);
		expect(play([folder('F', ['A'], wall), 'B'], choice).here).toBe('B');
	});
	it('is nothing after a step that does not let go, though it has ended', () => {
		const player = play([{ id: 'A', inside: seq(mode('choiceExit="false"')) }, 'B', folder('F', ['C'])]);
		expect(player.open).toEqual(['A']);
		expect(player.end().open).toEqual(['A', 'B']);
	});
	it('does not end the step where it may not even be asked for', () => {
		const held = seq(mode('choice="true" flow="true" choiceExit="false"'));
		const after = (player: Player, request: string) =>
			player.end({ 'cmi.location': '7', 'adl.nav.request': request }).again().get('cmi.location');
		expect(after(play(['A', 'B'], forced), '{target=B}choice')).toBe('7');
		expect(after(play([folder('F', ['A'], held), 'B']), '{target=B}choice')).toBe('7');
		expect(after(play(['A', 'B']), '{target=X}jump')).toBe('7');
		expect(after(play(['A', 'B']), 'exit')).toBe('');
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
		expect(play(['B', 'O']).go('choice', 'O').end({ 'adl.nav.request': '{target=O}choice' }).here).toBe('O');
	});
	it('is told of any name, in a session, without the error of the question before', () => {
		const player = play(['A', 'B.1']);
		expect(player.get('cmi.nothing')).toBe('');
		expect(player.api.GetLastError()).not.toBe('0');
		expect(player.get('adl.nav.request_valid.choice.{target=B.1}')).toBe('true');
		expect(player.get('adl.nav.request_valid.jump.{target=B.1}')).toBe('true');
		expect(player.api.GetLastError()).toBe('0');
		player.end();
		expect(player.get('adl.nav.request_valid.continue')).toBe('');
		expect(player.api.GetLastError()).toBe('123');
	});
	it('is where leaving a folder opens it', () => {
		const map = (way: string) =>
			`<imsss:mapInfo targetObjectiveID="g" ${way}SatisfiedStatus="true" readNormalizedMeasure="false"/></imsss:primaryObjective></imsss:objectives>`;
		const writes = `<imsss:objectives><imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">${map('write')}`;
		const reads = `<imsss:objectives><imsss:primaryObjective objectiveID="p">${map('read')}`;
		const waits = {
			id: 'B',
			inside: seq(untilSatisfied + reads)
		};
		const player = play([folder('F', ['A'], flow.replace('</', `${writes}</`)), waits]);
		expect(player.open).toEqual(['A']);
		expect(player.set({ 'cmi.score.scaled': '1' }).open).toEqual(['A', 'B']);
		expect(player.go('choice', 'B').here).toBe('B');
	});
	it('is what was put aside, though its attempts are used up', () => {
		const player = play([{ id: 'A', inside: seq('<imsss:limitConditions attemptLimit="1"/>') }, 'B']);
		expect(player.open).toEqual(['B']);
		expect(player.set({ 'cmi.exit': 'suspend' }).open).toEqual(['A', 'B']);
	});
	it('is every step of a folder whose lots are not drawn yet', () => {
		const lots = flow.replace(
			'</',
			'<imsss:randomizationControls selectCount="1" selectionTiming="once"/></'
		);
		const folders = ['F', 'G', 'H', 'I'].map((id) => folder(id, [`${id}1`, `${id}2`, `${id}3`], lots));
		expect(play(['A', ...folders]).open).toHaveLength(13);
	});
	it('is not what opens only in a folder in which it is closed by a rule behind another', () => {
		const both = seq(
			rules(rule('pre', 'hiddenFromChoice', is('always')), rule('pre', 'disabled', is('always')))
		);
		const player = play(['A', { id: 'F', inside: flow, steps: [{ id: 'B', inside: both }] }]);
		expect(player.get('adl.nav.request_valid.choice.{target=F}')).toBe('false');
	});
});

describe('going on', () => {
	const known = seq(rule('post', 'exitAll', is('activityProgressKnown')));
	it('heeds a step that says it does not know, and that another one said so', () => {
		const player = play([{ id: 'A', inside: known }, { id: 'B', inside: known }, 'C']);
		expect(player.contents.next).toBe('ends');
		expect(player.set({ 'cmi.completion_status': 'unknown' }).contents.next).toBe('open');
		expect(player.go('continue').contents.next).toBe('ends');
	});
	it('ends the course where the step says that the learner signs off', () => {
		const player = play(['A', 'B']).set({ 'cmi.exit': 'logout' });
		expect(player.contents.next).toBe('ends');
		expect(player.go('continue').over).toBe(true);
	});
});

describe('after a step that ended', () => {
	const back = { id: 'A', inside: seq(rule('post', 'previous', is('always'))) };
	it('one may go on, though its own rule leads nowhere', () => {
		const player = play([back, 'B'], forced).end();
		expect([player.here, player.contents.next]).toEqual(['A', 'open']);
		expect(player.go('continue').here).toBe('B');
	});
	it('is not active again when all was stored and read again', () => {
		const again = play([back, 'B'], forced).end({ 'cmi.location': '7' }).again();
		expect([again.here, again.get('cmi.location'), again.get('cmi.entry')]).toEqual(['A', '', 'ab-initio']);
	});
});

describe('a folder whose attempts are limited', () => {
	it('lets its steps be gone through in one attempt, and is closed afterwards', () => {
		const once = flow.replace('</', '<imsss:limitConditions attemptLimit="1"/></');
		const player = play([folder('F', ['A', 'B'], once), 'C']);
		expect(player.go('continue').here).toBe('B');
		expect(player.go('previous').here).toBe('A');
		expect(player.get('adl.nav.request_valid.choice.{target=O}')).toBe('true');
		expect(player.go('choice', 'C').open).toEqual(['C']);
	});
});

describe('going back', () => {
	it('heeds the folder the step is in, not those around it', () => {
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const player = play([folder('F', ['A', 'B']), folder('G', ['C'])], forward);
		expect(player.go('continue').contents.previous).toBe('open');
		expect(player.get('adl.nav.request_valid.previous')).toBe('true');
		expect(player.go('previous').go('choice', 'C').contents.previous).toBe('closed');
		const inside = play(['X', folder('G', ['C'])], forward).go('choice', 'C');
		expect([inside.contents.previous, inside.get('adl.nav.request_valid.previous')]).toEqual([
			'closed',
			'false'
		]);
	});
	it('passes by a folder that is skipped', () => {
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const skipped = forward.replace('</', `${rule('pre', 'skip', is('always'))}</`);
		const player = play(['A', folder('F', ['B', 'C'], skipped), 'D']).go('continue');
		expect(player.here).toBe('D');
		expect(player.go('previous').here).toBe('A');
	});
	it('goes through a folder all of whose steps are skipped, and out of it again', () => {
		const skipped = (id: string) => ({ id, inside: seq(rule('pre', 'skip', is('attempted'))) });
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const through = { id: 'F', inside: forward, steps: [skipped('B'), skipped('C')] };
		const player = play(['A', through, 'D']).go('continue').go('continue').go('continue');
		expect([player.here, player.contents.previous]).toEqual(['D', 'open']);
		expect(player.get('adl.nav.request_valid.previous')).toBe('true');
		expect(player.go('previous').here).toBe('A');
	});
	it('enters a folder from behind only when the folder itself is open', () => {
		const forward = seq(mode('choice="true" flow="true" forwardOnly="true"'));
		const shut = forward.replace('</', `${rule('pre', 'disabled', is('attempted'))}</`);
		const player = play([folder('F', ['A', 'B'], shut), 'C']).go('choice', 'C');
		expect(player.contents.previous).toBe('closed');
	});
});
