import { describe, expect, it } from 'vitest';
import type { TestStep } from '../../../tests/fixtures/courses';
import {
	done,
	flow,
	forced,
	is,
	mode,
	passed,
	play,
	rule,
	rules,
	seq
} from '../../../tests/fixtures/sequenced';

describe('the roll-up of states', () => {
	const rolled = (children: string, operator: string, condition: string, action: string) =>
		seq(
			`${mode('choice="true" flow="true"')}<imsss:rollupRules><imsss:rollupRule childActivitySet="${children}"><imsss:rollupConditions><imsss:rollupCondition operator="${operator}" condition="${condition}"/></imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule></imsss:rollupRules>`
		);
	const next = { 'adl.nav.request': 'continue' };
	const failed = { 'cmi.success_status': 'failed', 'cmi.completion_status': 'incomplete' };

	it('takes what is not known yet for neither true nor false', () => {
		const none = play(['A', 'B'], rolled('none', 'noOp', 'satisfied', 'completed'));
		none.set(failed).go('continue');
		expect(none.state.standing.completion).toBe('incomplete');
		none.set(failed).go('suspendAll');
		expect(none.state.standing.completion).toBe('completed');
		const any = play(['A', 'B'], rolled('any', 'not', 'completed', 'satisfied'));
		any.set(done).go('continue');
		expect(any.state.standing.success).not.toBe('passed');
	});
	it('leaves the usual rules where the manifest has rules of its own', () => {
		const player = play(['A', 'B'], rolled('all', 'not', 'satisfied', 'notSatisfied'));
		player.set(passed).go('continue').set(passed).go('suspendAll');
		expect(player.state.standing.success).toBe('unknown');
	});
	const under = (steps: (TestStep | string)[], said: string) =>
		play(
			[
				'X',
				{
					id: 'F',
					steps,
					inside: forced.replace(
						'</',
						`${rules(rule('exit', 'exit', is('completed')), rule('post', 'previous', is('completed')))}${said}</`
					)
				},
				'Z'
			],
			forced
		).go('continue');
	const all = (condition: string, action = 'completed') =>
		`<imsss:rollupRules><imsss:rollupRule childActivitySet="all"><imsss:rollupConditions><imsss:rollupCondition condition="${condition}"/></imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule></imsss:rollupRules>`;

	it('finds of no step that counts what holds for all of them', () => {
		const untracked = { id: 'A', inside: seq('<imsss:deliveryControls tracked="false"/>') };
		const player = under([untracked], all('attempted'));
		expect(player.end({ 'adl.nav.request': 'continue' }).here).toBe('X');
	});
	it('leaves out a step that would be skipped now, or was begun and put aside', () => {
		const failedOnce = rule('pre', 'skip', is('satisfied', 'operator="not"') + is('attempted'));
		const wanted = (how: string) => `<adlseq:rollupConsiderations requiredForCompleted="${how}"/>`;
		const skipped = { id: 'A', inside: seq(failedOnce + wanted('ifNotSkipped')) };
		expect(under([skipped], all('satisfied')).end({ ...failed, ...next }).here).toBe('X');
		const counted = { id: 'A', inside: seq(failedOnce) };
		expect(under([counted], all('satisfied')).end({ ...failed, ...next }).here).toBe('Z');
		const aside = (how: string) => under([{ id: 'A', inside: seq(wanted(how)) }], all('satisfied'));
		const suspended = { 'cmi.exit': 'suspend', ...failed, ...next };
		expect(aside('ifNotSuspended').end(suspended).here).toBe('X');
		expect(aside('always').end(suspended).here).toBe('Z');
	});
	it('takes for completed what read it from another step, before it was begun', () => {
		const maps = (way: string) =>
			`<imsss:objectives><imsss:primaryObjective objectiveID="p"/></imsss:objectives><adlseq:objectives><adlseq:objective objectiveID="p"><adlseq:mapInfo targetObjectiveID="g" ${way}CompletionStatus="true"/></adlseq:objective></adlseq:objectives>`;
		const known = seq(
			mode('flow="true"') + rule('pre', 'skip', is('satisfied')) + all('completed', 'satisfied')
		);
		const folder = { id: 'F', inside: known, steps: [{ id: 'B', inside: seq(maps('read')) }] };
		const player = play([{ id: 'A', inside: seq(maps('write')) }, folder, 'Z'], forced);
		expect(player.end({ ...done, ...next }).here).toBe('Z');
	});
	it('knows nothing of what is not tracked', () => {
		const untracked = flow.replace('</', '<imsss:deliveryControls tracked="false"/></');
		const player = play(['A', 'B'], untracked);
		player.set(passed).go('continue').set(passed).go('suspendAll');
		expect(player.state.standing).toMatchObject({ completion: 'incomplete', success: 'unknown' });
	});
});

describe('what counts in the roll-up of states', () => {
	const rolled = (condition: string, action: string) =>
		`<imsss:rollupRules><imsss:rollupRule childActivitySet="all"><imsss:rollupConditions><imsss:rollupCondition condition="${condition}"/></imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule></imsss:rollupRules>`;
	const controlled = (said: string) => flow.replace('</', `${said}</`);
	const standing = (steps: (TestStep | string)[], root: string, values: Record<string, string>) =>
		play(steps, root).set(values).go('suspendAll').state.standing;

	it('is nothing that is not tracked, and what the manifest counts for one thing only', () => {
		const root = controlled(rolled('satisfied', 'satisfied') + rolled('completed', 'completed'));
		const beside = (said: string) => ['A', { id: 'B', inside: seq(said) }];
		expect(standing(beside(''), root, passed)).toMatchObject({
			success: 'unknown',
			completion: 'incomplete'
		});
		const untracked = '<imsss:deliveryControls tracked="false"/>';
		expect(standing(beside(untracked), root, passed)).toMatchObject({
			success: 'passed',
			completion: 'completed'
		});
		const completes = '<imsss:rollupRules rollupObjectiveSatisfied="false"/>';
		expect(standing(beside(completes), root, passed)).toMatchObject({
			success: 'passed',
			completion: 'incomplete'
		});
		const satisfies = '<imsss:rollupRules rollupProgressCompletion="false"/>';
		expect(standing(beside(satisfies), root, passed)).toMatchObject({
			success: 'unknown',
			completion: 'completed'
		});
	});
	it('is only what was begun, where the manifest wants that', () => {
		const root = controlled(rolled('completed', 'completed'));
		const wanted = seq('<adlseq:rollupConsiderations requiredForCompleted="ifAttempted"/>');
		const steps = (inside: string) => ['A', { id: 'B', inside }];
		expect(standing(steps(wanted), root, done).completion).toBe('completed');
		expect(standing(steps(''), root, done).completion).toBe('incomplete');
	});
	it.each([
		['completed', 'noOp', passed],
		['satisfied', 'not', { 'cmi.success_status': 'failed' }]
	])('is nothing of a folder’s attempt before this one: %s, %s', (condition, operator, values) => {
		const own =
			rule('exit', 'exit', is('satisfied')) + rolled(`${condition}" operator="${operator}`, 'satisfied');
		const folder = { id: 'F', inside: controlled(own), steps: ['A', 'B'] };
		const player = play([folder, 'C']).set(values).go('continue').set(values).go('continue');
		expect(player.here).toBe('C');
		expect(player.go('choice', 'A').set(values).go('continue').here).toBe('B');
	});
});
