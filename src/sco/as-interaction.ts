import { rightAnswer, type Answer, type MarkedItem, type QuestionItem } from '$lib/lesson/tracking';
import type { InteractionAnswer } from '$lib/scorm';

/** An answer as the record an LMS keeps of it. */
export function asInteraction(item: QuestionItem, response: Answer): InteractionAnswer {
	switch (item.kind) {
		case 'trueFalse':
			return { type: 'true-false', value: response === true, right: item.answer };
		case 'fillIn':
			return { type: 'fill-in', texts: keysOf(response), right: item.blanks.map(({ answers }) => answers) };
		case 'numeric':
			return {
				type: 'numeric',
				value: Number(response),
				right: { min: item.answer - item.tolerance, max: item.answer + item.tolerance }
			};
		case 'matching':
		case 'grouping':
			return { type: 'matching', pairs: pairsOf(response), right: pairsOf(rightAnswer(item)) };
		case 'ordering':
			return { type: 'sequencing', keys: keysOf(response), right: keysOf(rightAnswer(item)) };
		case 'scale':
			return { type: 'likert', step: Number(response) };
		case 'shortAnswer':
			return { type: 'long-fill-in', text: String(response) };
		case 'hotspot':
			return { type: 'choice', keys: keysOf(response), right: rightAreas(item) };
		default:
			return { type: 'choice', keys: keysOf(response), right: keysOf(rightAnswer(item)) };
	}
}

const rightAreas = (item: Extract<MarkedItem, { kind: 'hotspot' }>) =>
	item.areas.filter(({ correct }) => correct).map(({ key }) => key);
const keysOf = (answer: Answer): string[] => (Array.isArray(answer) ? answer : [String(answer)]);
const pairsOf = (answer: Answer) =>
	keysOf(answer).map((pair): [string, string] => [pair[0] ?? '', pair[1] ?? '']);
