import {
	hideable,
	type MapInfo,
	type Objective,
	type Presentation,
	type RollupRule,
	type Rule,
	type Sequencing
} from './course/sequencing';
import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml';

/** The sequencing definitions a manifest holds apart, for items to refer to, by their IDs. */
export function collectionOf(root: XmlElement): Map<string, XmlElement> {
	const all = childrenOf(childOf(root, 'sequencingCollection'), 'sequencing');
	return new Map(all.map((one) => [attributeOf(one, 'ID') ?? '', one]));
}

/** What an item or organization says of order; parts it does not have itself come from what it refers to. Null when it says nothing. */
export function sequencingOf(owner: XmlElement, collection: Map<string, XmlElement>): Sequencing | null {
	const own = childOf(owner, 'sequencing');
	if (!own) return null;
	const shared = collection.get(attributeOf(own, 'IDRef') ?? '\0');
	if (!shared) return readParts(own);
	return stripped({ ...readParts(shared), ...readParts(own), ...objectivesOf(listsOf(own, shared)) });
}

/** The list of objectives and ADL's beside it are two parts; only the first has the primary one. */
function listsOf(own: XmlElement, shared: XmlElement): XmlElement[] {
	const part = (adl: boolean) => (element: XmlElement) =>
		childrenOf(element, 'objectives').filter((list) => !childOf(list, 'primaryObjective') === adl);
	return [part(false), part(true)].flatMap((of) => (of(own).length ? of(own) : of(shared)));
}

/** What an item says to a player beside its sequencing. Null when it says nothing. */
export function presentationOf(item: XmlElement): Presentation | null {
	const face = childOf(childOf(item, 'presentation'), 'navigationInterface');
	const words = childrenOf(face, 'hideLMSUI').map(({ text }) => text.trim());
	const limit = childOf(item, 'completionThreshold');
	const stores = childrenOf(childOf(item, 'data'), 'map');
	if (!words.length && !limit && !stores.length) return null;
	const old = limit && limit.text.trim() !== '' ? Number(limit.text) : undefined;
	return {
		hide: hideable.filter((button) => words.includes(button)),
		// The editions before the 4th write the threshold as a text.
		threshold:
			limit &&
			stripped({
				completedByMeasure: old === undefined ? flag(limit, 'completedByMeasure') : true,
				minProgressMeasure: old ?? measure(limit, 'minProgressMeasure'),
				progressWeight: measure(limit, 'progressWeight')
			}),
		data: stores.length
			? stores.map((map) => ({
					targetID: attributeOf(map, 'targetID') ?? '',
					read: flag(map, 'readSharedData'),
					write: flag(map, 'writeSharedData')
				}))
			: undefined
	};
}

function readParts(element: XmlElement): Sequencing {
	const part = <T>(name: string, read: (found: XmlElement) => T): T | undefined => {
		const found = childOf(element, name);
		return found && read(found);
	};
	const limits = childOf(element, 'limitConditions');
	return stripped({
		controlMode: part('controlMode', (mode) =>
			stripped({
				choice: flag(mode, 'choice'),
				choiceExit: flag(mode, 'choiceExit'),
				flow: flag(mode, 'flow'),
				forwardOnly: flag(mode, 'forwardOnly'),
				useCurrentAttemptObjectiveInfo: flag(mode, 'useCurrentAttemptObjectiveInfo'),
				useCurrentAttemptProgressInfo: flag(mode, 'useCurrentAttemptProgressInfo')
			})
		),
		rules: part('sequencingRules', rulesOf),
		attemptLimit: measure(limits, 'attemptLimit'),
		durationLimit: attributeOf(limits, 'attemptAbsoluteDurationLimit') ?? undefined,
		rollup: part('rollupRules', (rollup) => ({
			...stripped({
				objectiveSatisfied: flag(rollup, 'rollupObjectiveSatisfied'),
				progressCompletion: flag(rollup, 'rollupProgressCompletion'),
				objectiveMeasureWeight: measure(rollup, 'objectiveMeasureWeight')
			}),
			rules: childrenOf(rollup, 'rollupRule').map(rollupRuleOf)
		})),
		considerations: part('rollupConsiderations', (found) =>
			stripped({
				requiredForSatisfied: attributeOf(found, 'requiredForSatisfied') ?? undefined,
				requiredForNotSatisfied: attributeOf(found, 'requiredForNotSatisfied') ?? undefined,
				requiredForCompleted: attributeOf(found, 'requiredForCompleted') ?? undefined,
				requiredForIncomplete: attributeOf(found, 'requiredForIncomplete') ?? undefined,
				measureSatisfactionIfActive: flag(found, 'measureSatisfactionIfActive')
			})
		),
		...objectivesOf(childrenOf(element, 'objectives')),
		randomization: part('randomizationControls', (found) =>
			stripped({
				timing: attributeOf(found, 'randomizationTiming') ?? undefined,
				selectCount: measure(found, 'selectCount'),
				reorderChildren: flag(found, 'reorderChildren'),
				selectionTiming: attributeOf(found, 'selectionTiming') ?? undefined
			})
		),
		delivery: part('deliveryControls', (found) =>
			stripped({
				tracked: flag(found, 'tracked'),
				completionSetByContent: flag(found, 'completionSetByContent'),
				objectiveSetByContent: flag(found, 'objectiveSetByContent')
			})
		),
		choice: part('constrainedChoiceConsiderations', (found) =>
			stripped({
				preventActivation: flag(found, 'preventActivation'),
				constrainChoice: flag(found, 'constrainChoice')
			})
		)
	});
}

/** An objective's name is a URI: more than one space in it, escaped ones too, are as good as one (XML Schema 2, 3.2.17). */
const objectiveIn = (element: XmlElement, name: string): string =>
	(attributeOf(element, name) ?? '').replace(/\s+/g, ' ').replace(/(%20)+/g, '%20');

/** ADL repeats the objectives of imsss in a list of its own, to map more of them (SN 4th edition 3.10.4). */
function objectivesOf(lists: XmlElement[]): Pick<Sequencing, 'primaryObjective' | 'objectives'> {
	if (!lists.length) return {};
	const more = new Map<string, MapInfo[]>();
	const all: { primary: boolean; objective: Objective }[] = [];
	for (const found of lists.flatMap(({ children }) => children)) {
		const id = objectiveIn(found, 'objectiveID');
		const maps = childrenOf(found, 'mapInfo').map(mapOf);
		const primary = found.name.toLowerCase() === 'primaryobjective';
		if (all.some(({ objective, primary: first }) => objective.id === id && (!primary || first)))
			more.set(id, [...(more.get(id) ?? []), ...maps]);
		else
			all.push({
				primary,
				objective: {
					id,
					...stripped({
						satisfiedByMeasure: flag(found, 'satisfiedByMeasure'),
						minNormalizedMeasure: numberIn(textOf(found, 'minNormalizedMeasure'))
					}),
					maps
				}
			});
	}
	for (const { objective } of all) objective.maps = merged(objective.maps, more.get(objective.id) ?? []);
	return {
		primaryObjective: all.find(({ primary }) => primary)?.objective,
		objectives: all.filter(({ primary }) => !primary).map(({ objective }) => objective)
	};
}

function merged(maps: MapInfo[], more: MapInfo[]): MapInfo[] {
	const known = maps.map((map) => ({
		...map,
		...more.find(({ targetObjectiveID }) => targetObjectiveID === map.targetObjectiveID)
	}));
	const targets = new Set(maps.map(({ targetObjectiveID }) => targetObjectiveID));
	// A target that only ADL's list names is read and written in nothing but what that list says.
	const others = more
		.filter(({ targetObjectiveID }) => !targets.has(targetObjectiveID))
		.map((map) => ({ readSatisfiedStatus: false, readNormalizedMeasure: false, ...map }));
	return [...known, ...others];
}

const mapOf = (element: XmlElement): MapInfo => {
	const both = [
		'SatisfiedStatus',
		'NormalizedMeasure',
		'CompletionStatus',
		'ProgressMeasure',
		'RawScore',
		'MinScore',
		'MaxScore'
	];
	const names = both.flatMap((name) => [`read${name}`, `write${name}`]);
	return {
		targetObjectiveID: objectiveIn(element, 'targetObjectiveID'),
		...stripped(Object.fromEntries(names.map((name) => [name, flag(element, name)])))
	};
};

const rulesOf = (element: XmlElement): Rule[] =>
	(['pre', 'exit', 'post'] as const).flatMap((when) =>
		childrenOf(element, `${when}ConditionRule`).map((rule) => {
			const conditions = childOf(rule, 'ruleConditions');
			return {
				when,
				action: attributeOf(childOf(rule, 'ruleAction'), 'action') ?? '',
				// "all" when nothing is said; of roll-up rules it is "any" (SN 4th edition 3.4.1, 3.7.1).
				all: attributeOf(conditions, 'conditionCombination') !== 'any',
				conditions: childrenOf(conditions, 'ruleCondition').map((condition) => ({
					condition: attributeOf(condition, 'condition') ?? '',
					not: attributeOf(condition, 'operator') === 'not',
					objective: objectiveIn(condition, 'referencedObjective'),
					...stripped({ threshold: measure(condition, 'measureThreshold') })
				}))
			};
		})
	);

const rollupRuleOf = (element: XmlElement): RollupRule => {
	const conditions = childOf(element, 'rollupConditions');
	return {
		action: attributeOf(childOf(element, 'rollupAction'), 'action') ?? '',
		...stripped({
			childActivitySet: attributeOf(element, 'childActivitySet') ?? undefined,
			minimumCount: measure(element, 'minimumCount'),
			minimumPercent: measure(element, 'minimumPercent')
		}),
		all: attributeOf(conditions, 'conditionCombination') === 'all',
		conditions: childrenOf(conditions, 'rollupCondition').map((condition) => ({
			condition: attributeOf(condition, 'condition') ?? '',
			not: attributeOf(condition, 'operator') === 'not'
		}))
	};
};

function flag(element: XmlElement | undefined, name: string): boolean | undefined {
	const said = attributeOf(element, name)?.toLowerCase();
	return said === 'true' || said === '1' ? true : said === 'false' || said === '0' ? false : undefined;
}

const measure = (element: XmlElement | undefined, name: string) => numberIn(attributeOf(element, name) ?? '');
const numberIn = (text: string) =>
	text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;

/** Without what was not said: a part that is absent leaves the one of the collection. */
function stripped<T extends object>(parts: T): T {
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
}
