import { describe, expect, it } from 'vitest';
import { is, mode, passed, play, seq } from '../../../tests/fixtures/sequenced';

describe('the roll-up of measures', () => {
	const root = seq(
		`${mode('choice="true" flow="true"')}<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>`
	);
	const weight = (id: string, of: string) => ({
		id,
		inside: seq(`<imsss:rollupRules objectiveMeasureWeight="${of}"/>`)
	});
	const scored = (scaled: string) => ({ ...passed, 'cmi.score.scaled': scaled });

	it('counts every tracked step: 1.0 and nothing yet is 0.5, and not passed', () => {
		const player = play(['A', 'B'], root);
		player.set(scored('1.0')).go('continue');
		expect(player.state.standing).toMatchObject({ scaled: 0.5, success: 'failed' });
		player.set(scored('0.8')).go('suspendAll');
		expect(player.state.standing).toMatchObject({ scaled: 0.9, success: 'passed' });
	});
	it('weighs steps as the manifest does, unfinished ones like any other', () => {
		const player = play([weight('A', '3'), weight('B', '1'), weight('C', '0')], root);
		player.set({ 'cmi.score.scaled': '1.0', 'cmi.completion_status': 'incomplete' }).go('continue');
		expect(player.state.standing.scaled).toBe(0.75);
		player.set(scored('0')).go('continue').set(scored('0')).go('suspendAll');
		expect(player.state.standing.scaled).toBe(0.75);
	});
	it('leaves out what is not tracked, and knows nothing before the first score', () => {
		const player = play(['A', { id: 'B', inside: seq('<imsss:deliveryControls tracked="false"/>') }], root);
		expect(player.state.standing).toMatchObject({ scaled: null, success: 'unknown' });
		player.set(scored('0.9')).go('continue');
		expect(player.state.standing).toMatchObject({ scaled: 0.9, success: 'passed' });
	});
	it('satisfies nothing before the course has ended, where the manifest wants that', () => {
		const later = '<adlseq:rollupConsiderations measureSatisfactionIfActive="false"/>';
		const player = play(['A', 'B'], root.replace('</imsss:sequencing>', `${later}</imsss:sequencing>`));
		player.set(scored('1.0')).go('continue').set(scored('1.0'));
		player.end({ 'adl.nav.request': 'previous' });
		expect(player.state.standing).toMatchObject({ scaled: 1, success: 'unknown' });
		player.end({ ...scored('1.0'), 'adl.nav.request': 'exitAll' });
		expect(player.state.standing.success).toBe('passed');
		const through = play(['A', 'B'], root.replace('</imsss:sequencing>', `${later}</imsss:sequencing>`));
		through.set(scored('1.0')).go('continue').set(scored('0.8')).go('continue');
		expect(through.state.standing.success).toBe('passed');
	});
	it('is as good in the look ahead', () => {
		const more = `<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions>${is('satisfied')}</imsss:ruleConditions><imsss:ruleAction action="exit"/></imsss:exitConditionRule></imsss:sequencingRules>`;
		const player = play(['A', 'B'], root.replace('<imsss:objectives>', `${more}<imsss:objectives>`));
		player.set(scored('1.0'));
		expect(player.contents.next).toBe('open');
	});
});

describe('the measure of a folder', () => {
	const flow = seq(mode('choice="true" flow="true"'));
	it('counts nothing of an attempt before this one', () => {
		const player = play([{ id: 'F', inside: flow, steps: ['A', 'B'] }, 'C'], flow);
		player.set({ 'cmi.score.scaled': '1.0' }).go('choice', 'C');
		expect(player.state.standing.scaled).toBe(0.25);
		player.go('choice', 'B').go('choice', 'C');
		expect(player.state.standing.scaled).toBeNull();
	});
	it('is none where nothing has weight', () => {
		const light = { id: 'A', inside: seq('<imsss:rollupRules objectiveMeasureWeight="0"/>') };
		const player = play([light, { ...light, id: 'B' }], flow);
		player.set({ 'cmi.score.scaled': '1.0' }).go('continue');
		expect(player.state.standing.scaled).toBeNull();
	});
	it('satisfies what others read of it', () => {
		const map = (way: string) =>
			`<imsss:mapInfo targetObjectiveID="g" ${way}SatisfiedStatus="true" readNormalizedMeasure="false"/>`;
		const objective = (said: string, more = '') =>
			`<imsss:objectives><imsss:primaryObjective objectiveID="p"${more}>${said}</imsss:primaryObjective></imsss:objectives>`;
		const measured = objective(
			`<imsss:minNormalizedMeasure>0.4</imsss:minNormalizedMeasure>${map('write')}`,
			' satisfiedByMeasure="true"'
		);
		const skipped = `<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>${is('satisfied')}</imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>`;
		const player = play(
			[
				{ id: 'F', inside: flow.replace('</', `${measured}</`), steps: ['A', 'B'] },
				{ id: 'C', inside: seq(skipped + objective(map('read'))) },
				'D'
			],
			flow
		);
		player.set({ 'cmi.score.scaled': '1.0' }).go('continue');
		expect(player.go('continue').here).toBe('D');
		const left = `<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions>${is('satisfied', 'referencedObjective="p"')}</imsss:ruleConditions><imsss:ruleAction action="exit"/></imsss:exitConditionRule></imsss:sequencingRules>`;
		const early = flow.replace('</', `${left}${measured}</`);
		const leaves = play([{ id: 'F', inside: early, steps: ['A', 'B'] }, 'C'], flow);
		expect(leaves.set({ 'cmi.score.scaled': '1.0' }).go('continue').here).toBe('C');
	});
});
