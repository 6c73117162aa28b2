import { describe, expect, it } from 'vitest';
import { courseWith } from '../../../tests/fixtures/courses';
import { activityTree, unnamed } from './activity-tree';

const tree = (inside: string) =>
	activityTree(
		courseWith('2004', [{ id: 'A', inside: `<imsss:sequencing>${inside}</imsss:sequencing>` }]).course
	).children![0]!;

describe('the tree for the engine', () => {
	it('has a percentage where the manifest has a share, and the engine’s names of conditions', () => {
		const rules = `<imsss:rollupRules><imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.5"><imsss:rollupConditions><imsss:rollupCondition condition="activityProgressKnown"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>`;
		expect(tree(rules).rollupRules?.rules).toEqual([
			{
				action: 'completed',
				consideration: 'atLeastPercent',
				minimumCount: 0,
				minimumPercent: 50,
				conditionCombination: 'any',
				conditions: [{ condition: 'progressKnown', operator: 'noOp' }]
			}
		]);
	});
	it('has thresholds of rules as parameters, and no condition the engine does not know', () => {
		const rules = `<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="objectiveMeasureGreaterThan" measureThreshold="0.3" referencedObjective="O"/><imsss:ruleCondition condition="moonIsFull"/></imsss:ruleConditions><imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>`;
		expect(tree(rules).sequencingRules?.preConditionRules).toEqual([
			{
				action: 'disabled',
				conditionCombination: 'all',
				conditions: [
					{
						condition: 'objectiveMeasureGreaterThan',
						operator: 'noOp',
						referencedObjective: 'O',
						parameters: { threshold: 0.3 }
					}
				]
			}
		]);
	});
	it('names a primary objective without a name where it says something, and leaves one out that says nothing', () => {
		const primary = (more: string) =>
			tree(`<imsss:objectives><imsss:primaryObjective${more}/></imsss:objectives>`).primaryObjective;
		expect(primary(' satisfiedByMeasure="true"')).toMatchObject({
			objectiveID: unnamed,
			minNormalizedMeasure: 1
		});
		expect(primary('')).toBeUndefined();
		expect(primary(' objectiveID="P"')).toMatchObject({ objectiveID: 'P' });
	});
	it('does not flow where the manifest does not say so', () => {
		const flow = (said: string) => tree(said).sequencingControls?.flow;
		expect(['', '<imsss:controlMode choice="true"/>', '<imsss:controlMode flow="true"/>'].map(flow)).toEqual([
			...[false, false, true]
		]);
	});
	it('has no limit of time, which would keep the step from being delivered at all', () => {
		const limits = tree('<imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="P5Y"/>');
		expect(limits.attemptLimit).toBe(2);
		expect(JSON.stringify(limits)).not.toContain('P5Y');
	});
	it('draws lots where the manifest reorders, without the mark that they were drawn', () => {
		const controls = tree(
			'<imsss:randomizationControls randomizationTiming="once" reorderChildren="true"/>'
		).sequencingControls;
		expect(controls).toMatchObject({ randomizeChildren: true, randomizationTiming: 'once' });
		expect(controls).not.toHaveProperty('reorderChildren');
	});
});
