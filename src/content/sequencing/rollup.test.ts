import { describe, expect, it } from 'vitest';
import { done, flow, mode, passed, play, seq } from '../../../tests/fixtures/sequenced';

describe('the roll-up of states', () => {
	const rolled = (children: string, operator: string, condition: string, action: string) =>
		seq(
			`${mode('choice="true" flow="true"')}<imsss:rollupRules><imsss:rollupRule childActivitySet="${children}"><imsss:rollupConditions><imsss:rollupCondition operator="${operator}" condition="${condition}"/></imsss:rollupConditions><imsss:rollupAction action="${action}"/></imsss:rollupRule></imsss:rollupRules>`
		);
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
	it('knows nothing of what is not tracked', () => {
		const untracked = flow.replace('</', '<imsss:deliveryControls tracked="false"/></');
		const player = play(['A', 'B'], untracked);
		player.set(passed).go('continue').set(passed).go('suspendAll');
		expect(player.state.standing).toMatchObject({ completion: 'incomplete', success: 'unknown' });
	});
});
