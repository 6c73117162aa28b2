import * as v from 'valibot';

/**
 * What a SCORM 2004 manifest says of the order of one item or organization (SN 4th edition, chapter 3; the older editions
 * say less of the same). Names are the standard's; what the manifest leaves out is left out here too, so that the
 * standard's default holds.
 */
const yes = v.optional(v.boolean());
const some = v.optional(v.number());
const word = v.optional(v.string());

const MapInfo = v.object({
	targetObjectiveID: v.string(),
	readSatisfiedStatus: yes,
	readNormalizedMeasure: yes,
	writeSatisfiedStatus: yes,
	writeNormalizedMeasure: yes,
	readCompletionStatus: yes,
	writeCompletionStatus: yes,
	readProgressMeasure: yes,
	writeProgressMeasure: yes,
	readRawScore: yes,
	writeRawScore: yes,
	readMinScore: yes,
	writeMinScore: yes,
	readMaxScore: yes,
	writeMaxScore: yes
});
export type MapInfo = v.InferOutput<typeof MapInfo>;

const Objective = v.object({
	/** Empty when the manifest gives none, as it may for the primary one. */
	id: v.string(),
	satisfiedByMeasure: yes,
	minNormalizedMeasure: some,
	maps: v.array(MapInfo)
});
export type Objective = v.InferOutput<typeof Objective>;

const Condition = v.object({
	condition: v.string(),
	not: v.boolean(),
	/** Empty: the primary objective. */
	objective: v.string(),
	threshold: some
});

const Rule = v.object({
	when: v.picklist(['pre', 'exit', 'post']),
	action: v.string(),
	all: v.boolean(),
	conditions: v.array(Condition)
});
export type Rule = v.InferOutput<typeof Rule>;

const RollupRule = v.object({
	action: v.string(),
	childActivitySet: word,
	minimumCount: some,
	/** 0 to 1. */
	minimumPercent: some,
	all: v.boolean(),
	conditions: v.array(v.object({ condition: v.string(), not: v.boolean() }))
});
export type RollupRule = v.InferOutput<typeof RollupRule>;

/** Each part is there only when the manifest has it. */
export const Sequencing = v.object({
	controlMode: v.optional(
		v.object({
			choice: yes,
			choiceExit: yes,
			flow: yes,
			forwardOnly: yes,
			useCurrentAttemptObjectiveInfo: yes,
			useCurrentAttemptProgressInfo: yes
		})
	),
	rules: v.optional(v.array(Rule)),
	attemptLimit: some,
	/** ISO 8601. */
	durationLimit: word,
	rollup: v.optional(
		v.object({
			objectiveSatisfied: yes,
			progressCompletion: yes,
			objectiveMeasureWeight: some,
			rules: v.array(RollupRule)
		})
	),
	considerations: v.optional(
		v.object({
			requiredForSatisfied: word,
			requiredForNotSatisfied: word,
			requiredForCompleted: word,
			requiredForIncomplete: word,
			measureSatisfactionIfActive: yes
		})
	),
	primaryObjective: v.optional(Objective),
	objectives: v.optional(v.array(Objective)),
	randomization: v.optional(
		v.object({ timing: word, selectCount: some, reorderChildren: yes, selectionTiming: word })
	),
	delivery: v.optional(v.object({ tracked: yes, completionSetByContent: yes, objectiveSetByContent: yes })),
	choice: v.optional(v.object({ preventActivation: yes, constrainChoice: yes }))
});
export type Sequencing = v.InferOutput<typeof Sequencing>;

/** The buttons of a player that a step shows itself, or does not want (SCORM 2004 SN 5.6). */
export const hideable = [
	'previous',
	'continue',
	'exit',
	'exitAll',
	'abandon',
	'abandonAll',
	'suspendAll'
] as const;

/** What a SCORM 2004 manifest says beside it of an item. */
export const Presentation = v.object({
	hide: v.array(v.picklist(hideable)),
	/** `adlcp:completionThreshold`; `minProgressMeasure` counts only when `completedByMeasure`. */
	threshold: v.optional(
		v.object({ completedByMeasure: yes, minProgressMeasure: some, progressWeight: some })
	),
	/** `adlcp:data`: stores that steps share. */
	data: v.optional(v.array(v.object({ targetID: v.string(), read: yes, write: yes })))
});
export type Presentation = v.InferOutput<typeof Presentation>;
