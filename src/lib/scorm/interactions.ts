import { elementNames } from './names';
import { clipText, momentOf } from './values';
import type { ScormVersion } from './version';

/** What somebody answered, without any version's spelling. */
export type InteractionAnswer =
	| { type: 'choice'; keys: string[]; right: string[] }
	| { type: 'true-false'; value: boolean; right: boolean }
	| { type: 'long-fill-in'; text: string };

/** One record of an answer; `correct` is null where nothing is marked. */
export interface Interaction {
	id: string;
	answer: InteractionAnswer;
	correct: boolean | null;
	weight: number;
	at: Date;
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
	const { answer, correct } = interaction;
	const pattern = rightPattern(answer, version);
	return [
		[at('id'), interaction.id],
		[at('type'), typeOf(answer, version)],
		[at(names.interactionTime), momentOf(interaction.at, version)],
		...(pattern === null ? [] : [[at('correct_responses.0.pattern'), pattern] as [string, string]]),
		[at('weighting'), String(interaction.weight)],
		[at(names.interactionResponse), responseOf(answer, version)],
		[at('result'), resultOf(correct, version)],
		...(names.interactionDescription === null
			? []
			: [[at(names.interactionDescription), clipText(interaction.description, 250)] as [string, string]])
	];
}

function typeOf(answer: InteractionAnswer, version: ScormVersion): string {
	return answer.type === 'long-fill-in' && version === '1.2' ? 'fill-in' : answer.type;
}

const joined = (keys: string[], version: ScormVersion) =>
	[...keys].sort().join(version === '1.2' ? ',' : '[,]');
const truth = (value: boolean, version: ScormVersion) =>
	version === '1.2' ? String(value)[0]! : String(value);

function responseOf(answer: InteractionAnswer, version: ScormVersion): string {
	if (answer.type === 'choice') return joined(answer.keys, version);
	if (answer.type === 'true-false') return truth(answer.value, version);
	return clipText(answer.text, version === '1.2' ? 255 : 4000);
}

function rightPattern(answer: InteractionAnswer, version: ScormVersion): string | null {
	if (answer.type === 'choice') return joined(answer.right, version);
	return answer.type === 'true-false' ? truth(answer.right, version) : null;
}

function resultOf(correct: boolean | null, version: ScormVersion): string {
	if (correct === null) return 'neutral';
	return correct ? 'correct' : version === '1.2' ? 'wrong' : 'incorrect';
}
