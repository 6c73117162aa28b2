import { elementNames } from './names';
import { clipText, decimal, momentOf, timeInterval } from './values';
import type { ScormVersion } from './version';

/** Pairs of keys, left and right. */
type Pairs = [left: string, right: string][];

/** What somebody answered, without any version's spelling. Keys are one character of `[0-9a-z]`. */
export type InteractionAnswer =
	| { type: 'choice'; keys: string[]; right: string[] }
	| { type: 'true-false'; value: boolean; right: boolean }
	/** One text per gap; `right`: what each gap accepts. */
	| { type: 'fill-in'; texts: string[]; right: string[][] }
	| { type: 'numeric'; value: number; right: { min: number; max: number } }
	| { type: 'matching'; pairs: Pairs; right: Pairs }
	| { type: 'sequencing'; keys: string[]; right: string[] }
	| { type: 'likert'; step: number }
	| { type: 'long-fill-in'; text: string };

/** One record of an answer; `score` is the share it earned, 0 to 1, null where nothing is marked. */
export interface Interaction {
	id: string;
	answer: InteractionAnswer;
	score: number | null;
	weight: number;
	at: Date;
	/** Milliseconds from being asked to the answer; null where nobody knows. */
	took: number | null;
	description: string;
}

/**
 * The elements of interaction number `index` with their values, in the order in which they must be set: id, type, the
 * rest (SCORM 2004 4th edition RTE 4.2.9; SCORM 1.2 RTE 3.4.7).
 */
export function interactionElements(
	index: number,
	interaction: Interaction,
	version: ScormVersion
): [element: string, value: string][] {
	const names = elementNames[version];
	const at = (name: string) => `${names.interactions}.${index}.${name}`;
	const { answer, score } = interaction;
	return [
		[at('id'), interaction.id],
		[at('type'), typeOf(answer, version)],
		[at(names.interactionTime), momentOf(interaction.at, version)],
		...rightPatterns(answer, version).map((pattern, n): [string, string] => [
			at(`correct_responses.${n}.pattern`),
			pattern
		]),
		[at('weighting'), String(interaction.weight)],
		[at(names.interactionResponse), responseOf(answer, version)],
		[at('result'), resultOf(score, version)],
		...(interaction.took === null
			? []
			: [[at('latency'), timeInterval(interaction.took, version)] as [string, string]]),
		...(names.interactionDescription === null
			? []
			: [[at(names.interactionDescription), clipText(interaction.description, 250)] as [string, string]])
	];
}

function typeOf(answer: InteractionAnswer, version: ScormVersion): string {
	return answer.type === 'long-fill-in' && version === '1.2' ? 'fill-in' : answer.type;
}

/** Texts of one gap, and patterns of one interaction, that every LMS keeps (SPM of RTE 4.1.1.7 and 4.2.9.1). */
const [gapMost, patternsMost] = [250, 5];

const list = (parts: string[], version: ScormVersion) => parts.join(version === '1.2' ? ',' : '[,]');
const pairList = (pairs: Pairs, version: ScormVersion) =>
	list(
		[...pairs].sort().map(([left, right]) => left + (version === '1.2' ? '.' : '[.]') + right),
		version
	);
const truth = (value: boolean, version: ScormVersion) =>
	version === '1.2' ? String(value)[0]! : String(value);
/** Gaps side by side; a text never holds the delimiter itself. */
const gaps = (texts: string[], version: ScormVersion) =>
	version === '1.2'
		? clipText(texts.join('; '), 255)
		: list(
				texts.map((text) => clipText(text.replaceAll('[,]', ','), gapMost)),
				version
			);

function responseOf(answer: InteractionAnswer, version: ScormVersion): string {
	switch (answer.type) {
		case 'choice':
			return list([...answer.keys].sort(), version);
		case 'true-false':
			return truth(answer.value, version);
		case 'fill-in':
			return gaps(answer.texts, version);
		case 'numeric':
			return decimal(answer.value);
		case 'matching':
			return pairList(answer.pairs, version);
		case 'sequencing':
			return list(answer.keys, version);
		case 'likert':
			return String(answer.step);
		case 'long-fill-in':
			return clipText(answer.text, version === '1.2' ? 255 : 4000);
	}
}

function rightPatterns(answer: InteractionAnswer, version: ScormVersion): string[] {
	switch (answer.type) {
		case 'choice':
			return [list([...answer.right].sort(), version)];
		case 'true-false':
			return [truth(answer.right, version)];
		case 'fill-in': {
			const [only, ...others] = answer.right;
			// Several gaps with several answers each would make a pattern for every combination: the first of each must do.
			const accepted =
				only && others.length === 0 ? only.map((text) => [text]) : [answer.right.map((gap) => gap[0] ?? '')];
			return accepted
				.slice(0, patternsMost)
				.map((texts) => (version === '1.2' ? '' : '{case_matters=false}') + gaps(texts, version));
		}
		case 'numeric': {
			const [min, max] = [decimal(answer.right.min), decimal(answer.right.max)];
			// 1.2 knows no range: the middle is what was meant.
			return [version === '1.2' ? decimal((answer.right.min + answer.right.max) / 2) : `${min}[:]${max}`];
		}
		case 'matching':
			return [pairList(answer.right, version)];
		case 'sequencing':
			return [list(answer.right, version)];
		case 'likert':
		case 'long-fill-in':
			return [];
	}
}

/** A partly right answer is a number: both versions allow one (1.2 RTE 3.4.7, 2004 RTE 4.2.9). */
function resultOf(score: number | null, version: ScormVersion): string {
	if (score === null) return 'neutral';
	if (score > 0 && score < 1) return decimal(score);
	return score === 1 ? 'correct' : version === '1.2' ? 'wrong' : 'incorrect';
}
