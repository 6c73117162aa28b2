import { describe, expect, it } from 'vitest';
import { collectionOf, presentationOf, sequencingOf } from './read-sequencing';
import { childOf, readXml } from './xml';

/** What an item with this inside says. */
function read(inside: string, collection = '') {
	const { root } = readXml(
		`<manifest><item>${inside}</item><imsss:sequencingCollection>${collection}</imsss:sequencingCollection></manifest>`
	);
	const item = childOf(root, 'item')!;
	return { sequencing: sequencingOf(item, collectionOf(root)), presentation: presentationOf(item) };
}
const sequencing = (inside: string, collection = '') =>
	read(`<imsss:sequencing IDRef="C">${inside}</imsss:sequencing>`, collection).sequencing;

describe('the sequencing of a manifest', () => {
	it('is null where nothing is said, and holds only what is said', () => {
		expect(read('')).toEqual({ sequencing: null, presentation: null });
		expect(sequencing('')).toEqual({});
		expect(sequencing('<imsss:controlMode choice="false" flow="true" forwardOnly="1"/>')).toEqual({
			controlMode: { choice: false, flow: true, forwardOnly: true }
		});
	});
	it("takes ADL's list of objectives from the collection beside its own objectives", () => {
		const own =
			'<imsss:objectives><imsss:primaryObjective objectiveID="P"><imsss:mapInfo targetObjectiveID="g"/></imsss:primaryObjective></imsss:objectives>';
		const shared = `<imsss:sequencing ID="C"><imsss:objectives><imsss:primaryObjective objectiveID="X"/><imsss:objective objectiveID="Y"/></imsss:objectives><adlseq:objectives><adlseq:objective objectiveID="P"><adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/></adlseq:objective></adlseq:objectives></imsss:sequencing>`;
		expect(sequencing(own, shared)).toEqual({
			primaryObjective: { id: 'P', maps: [{ targetObjectiveID: 'g', writeRawScore: true }] },
			objectives: []
		});
	});
	it('takes what it does not have itself from the collection', () => {
		const shared = `<imsss:sequencing ID="C"><imsss:controlMode flow="true"/><imsss:limitConditions attemptLimit="2" attemptAbsoluteDurationLimit="PT1H"/></imsss:sequencing>`;
		expect(sequencing('<imsss:controlMode choice="false"/>', shared)).toEqual({
			controlMode: { choice: false },
			attemptLimit: 2,
			durationLimit: 'PT1H'
		});
		expect(
			sequencing('', '<imsss:sequencing ID="other"><imsss:controlMode flow="true"/></imsss:sequencing>')
		).toEqual({});
	});
	it('joins conditions of rules with "all", of roll-ups with "any", unless it says otherwise', () => {
		const rules = `<imsss:sequencingRules>
			<imsss:postConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="completed"/></imsss:ruleConditions><imsss:ruleAction action="continue"/></imsss:postConditionRule>
			<imsss:preConditionRule><imsss:ruleConditions conditionCombination="any"><imsss:ruleCondition condition="objectiveMeasureLessThan" operator="not" referencedObjective="O" measureThreshold="0.6"/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>
			<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0.5"><imsss:rollupRule childActivitySet="atLeastPercent" minimumPercent="0.5"><imsss:rollupConditions><imsss:rollupCondition condition="activityProgressKnown" operator="not"/></imsss:rollupConditions><imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>`;
		expect(sequencing(rules)).toEqual({
			rules: [
				{
					when: 'pre',
					action: 'skip',
					all: false,
					conditions: [{ condition: 'objectiveMeasureLessThan', not: true, objective: 'O', threshold: 0.6 }]
				},
				{
					when: 'post',
					action: 'continue',
					all: true,
					conditions: [{ condition: 'completed', not: false, objective: '' }]
				}
			],
			rollup: {
				objectiveSatisfied: false,
				objectiveMeasureWeight: 0.5,
				rules: [
					{
						action: 'completed',
						childActivitySet: 'atLeastPercent',
						minimumPercent: 0.5,
						all: false,
						conditions: [{ condition: 'activityProgressKnown', not: true }]
					}
				]
			}
		});
	});
	it('joins the maps of objectives that the 4th edition keeps in a list of its own', () => {
		const objectives = `<imsss:objectives><imsss:primaryObjective objectiveID="P" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure><imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:primaryObjective><imsss:objective objectiveID="O"/></imsss:objectives>
			<adlseq:objectives><adlseq:objective objectiveID="P"><adlseq:mapInfo targetObjectiveID="g" writeRawScore="true"/><adlseq:mapInfo targetObjectiveID="h" readRawScore="false"/></adlseq:objective></adlseq:objectives>`;
		expect(sequencing(objectives)).toEqual({
			primaryObjective: {
				id: 'P',
				satisfiedByMeasure: true,
				minNormalizedMeasure: 0.6,
				maps: [
					{ targetObjectiveID: 'g', writeSatisfiedStatus: true, writeRawScore: true },
					{
						targetObjectiveID: 'h',
						readSatisfiedStatus: false,
						readNormalizedMeasure: false,
						readRawScore: false
					}
				]
			},
			objectives: [{ id: 'O', maps: [] }]
		});
	});
	it('takes spaces in the name of an objective, escaped ones too, for one', () => {
		const rules = `<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="satisfied" referencedObjective="  a%20%20b  "/></imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>`;
		const objectives = `<imsss:objectives><imsss:primaryObjective/><imsss:objective objectiveID="a%20b"><imsss:mapInfo targetObjectiveID="g   h"/></imsss:objective></imsss:objectives>`;
		expect(sequencing(rules + objectives)).toMatchObject({
			rules: [{ conditions: [{ objective: 'a%20b' }] }],
			objectives: [{ id: 'a%20b', maps: [{ targetObjectiveID: 'g h' }] }]
		});
	});
	it('holds lots, delivery, choice and what counts in a roll-up', () => {
		expect(
			sequencing(
				`<imsss:randomizationControls randomizationTiming="once" selectCount="3" reorderChildren="true" selectionTiming="onEachNewAttempt"/><imsss:deliveryControls tracked="false" objectiveSetByContent="true"/><adlseq:constrainedChoiceConsiderations constrainChoice="true"/><adlseq:rollupConsiderations requiredForCompleted="ifNotSkipped" measureSatisfactionIfActive="false"/>`
			)
		).toEqual({
			randomization: {
				timing: 'once',
				selectCount: 3,
				reorderChildren: true,
				selectionTiming: 'onEachNewAttempt'
			},
			delivery: { tracked: false, objectiveSetByContent: true },
			choice: { constrainChoice: true },
			considerations: { requiredForCompleted: 'ifNotSkipped', measureSatisfactionIfActive: false }
		});
	});
});

describe('what an item says beside it', () => {
	it('are buttons, shared data and the threshold, the old way and the new', () => {
		const face = `<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>continue</adlnav:hideLMSUI><adlnav:hideLMSUI>nonsense</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>`;
		expect(
			read(
				`${face}<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75"/><adlcp:data><adlcp:map targetID="s" writeSharedData="false"/></adlcp:data>`
			).presentation
		).toEqual({
			hide: ['continue'],
			threshold: { completedByMeasure: true, minProgressMeasure: 0.75 },
			data: [{ targetID: 's', read: undefined, write: false }]
		});
		expect(
			read('<adlcp:completionThreshold>0.6</adlcp:completionThreshold>').presentation?.threshold
		).toEqual({ completedByMeasure: true, minProgressMeasure: 0.6 });
	});
});
