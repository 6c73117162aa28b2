import type {
	Activity,
	Course,
	MapInfo,
	Objective,
	Presentation,
	RollupRule,
	Rule,
	Sequencing
} from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';

type Settings = NonNullable<ConstructorParameters<typeof api>[0]>;
type Tree = NonNullable<NonNullable<Settings['sequencing']>['activityTree']>;
type Rules = NonNullable<Tree['sequencingRules']>;
type EngineRule = NonNullable<Rules['preConditionRules']>[number];
type EngineRollup = NonNullable<Tree['rollupRules']>['rules'][number];

/** The name of the tree's root; an organization may have none, or that of an item. */
export const rootId = '//course';
/** An objective the manifest does not name is one for the engine all the same; nobody is to see this name. */
export const unnamed = '//primary';

const conditions = new Set([
	...['satisfied', 'objectiveStatusKnown', 'objectiveMeasureKnown', 'objectiveMeasureGreaterThan'],
	...['objectiveMeasureLessThan', 'completed', 'activityProgressKnown', 'attempted', 'attemptLimitExceeded'],
	...['timeLimitExceeded', 'outsideAvailableTimeRange', 'always', 'never']
]);

/** A course as the sequencing engine wants it. */
export function activityTree(course: Course): Tree {
	const { title, sequencing } = course;
	return { ...partsOf(sequencing), id: rootId, title, children: course.items.map(activityOf) };
}

function activityOf(item: Activity): Tree {
	const { sequencing, presentation, items } = item;
	return {
		...partsOf(sequencing, presentation),
		id: item.id,
		title: item.title,
		isVisible: item.visible,
		children: items.map(activityOf)
	};
}

function partsOf(said: Sequencing = {}, face: Presentation = { hide: [] }): Omit<Tree, 'id' | 'title'> {
	const { rollup, randomization, choice, delivery } = said;
	const { rules: rollupRules, objectiveSatisfied, progressCompletion, ...weight } = rollup ?? { rules: [] };
	const { objectives: others = [], primaryObjective } = said;
	// Without a name it matters only where it says something.
	const primary =
		primaryObjective?.id || primaryObjective?.satisfiedByMeasure || primaryObjective?.maps.length
			? primaryObjective
			: undefined;
	return {
		sequencingControls: defined({
			// Where nothing is said a course does not flow (SN 4th edition 3.2.3); the engine has it the other way.
			flow: false,
			...defined({ ...said.controlMode }),
			...choice,
			...weight,
			rollupObjectiveSatisfied: objectiveSatisfied,
			rollupProgressCompletion: progressCompletion,
			// The engine's own `reorderChildren` is its note that the order was drawn already.
			randomizeChildren: randomization?.reorderChildren,
			randomizationTiming: timing(randomization?.timing),
			selectCount: randomization?.selectCount,
			selectionTiming: timing(randomization?.selectionTiming)
		}),
		deliveryControls: defined({ ...delivery }),
		sequencingRules: rulesOf(said.rules ?? []),
		rollupRules: { rules: rollupRules.map(rollupRuleOf) },
		rollupConsiderations: said.considerations as Tree['rollupConsiderations'],
		...(primary && { primaryObjective: objectiveOf(primary, true) }),
		objectives: others.map((one) => objectiveOf(one, false)),
		...(said.attemptLimit !== undefined && { attemptLimit: said.attemptLimit }),
		...(face.threshold && { completionThreshold: face.threshold }),
		hideLmsUi: face.hide,
		sharedDataMaps: face.data?.map(({ targetID, read, write }) => ({
			targetID,
			readSharedData: read ?? true,
			writeSharedData: write ?? true
		}))
	};
}

const timing = (said: string | undefined) =>
	(['once', 'onEachNewAttempt'].includes(said ?? '') ? said : 'never') as 'never' as never;

function objectiveOf({ id, maps, ...measure }: Objective, isPrimary: boolean) {
	return {
		objectiveID: id || unnamed,
		isPrimary,
		...measure,
		// Satisfied by measure without a mark means all of it (SN 4th edition 3.10.1).
		...(measure.satisfiedByMeasure && { minNormalizedMeasure: measure.minNormalizedMeasure ?? 1 }),
		mapInfo: maps
			.filter(({ targetObjectiveID }) => targetObjectiveID !== '')
			.map((map: MapInfo) => ({ ...map }))
	};
}

function rulesOf(rules: Rule[]): Rules {
	const of = (when: Rule['when']) => rules.filter((rule) => rule.when === when).map(ruleOf);
	return { preConditionRules: of('pre'), exitConditionRules: of('exit'), postConditionRules: of('post') };
}

const ruleOf = ({ action, all, conditions: said }: Rule) =>
	({
		action,
		conditionCombination: all ? 'all' : 'any',
		conditions: said
			.filter(({ condition }) => conditions.has(condition))
			.map(({ condition, not, objective, threshold }) => ({
				condition,
				operator: not ? 'not' : 'noOp',
				...(objective && { referencedObjective: objective }),
				...(threshold !== undefined && { parameters: { threshold } })
			}))
	}) as EngineRule;

const rollupRuleOf = ({
	action,
	childActivitySet,
	minimumCount,
	minimumPercent,
	all,
	conditions: said
}: RollupRule) =>
	({
		action,
		consideration: childActivitySet ?? 'all',
		minimumCount: minimumCount ?? 0,
		// A share in the manifest, a percentage in the engine.
		minimumPercent: (minimumPercent ?? 0) * 100,
		conditionCombination: all ? 'all' : 'any',
		conditions: said.map(({ condition, not }) => ({
			condition: condition === 'activityProgressKnown' ? 'progressKnown' : condition,
			operator: not ? 'not' : 'noOp'
		}))
	}) as EngineRollup;

/** The engine takes an `undefined` for a value. */
function defined<T extends object>(parts: T): T {
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
}
