import {
	shuffled,
	type Answer,
	type ChoiceItem,
	type ScaleItem,
	type TrueFalseItem
} from '$lib/lesson/tracking';
import * as m from '$messages';
import type { Answering, AnsweringOf } from './answering';
import { putMark } from './mark';

/** Radio buttons or ticks: `toAnswer` turns the values ticked into an answer, `isRight` says of each value whether it is. */
function choosing(
	element: HTMLElement,
	toAnswer: (values: string[]) => Answer,
	isRight: ((value: string) => boolean) | null
): Answering {
	const inputs = [...element.querySelectorAll<HTMLInputElement>('fieldset input')];
	const part = (input: HTMLInputElement) => input.closest('label')!;
	inputs.forEach((input, i) => part(input).style.setProperty('--n', `'${i + 1}'`));
	return {
		read() {
			const values = inputs.filter((input) => input.checked).map((input) => input.value);
			return values.length ? { answer: toAnswer(values) } : { missing: m.sco_choose_first() };
		},
		show(answer) {
			const values = answer === null ? [] : (Array.isArray(answer) ? answer : [answer]).map(String);
			for (const input of inputs) {
				input.checked = values.includes(input.value);
				putMark(part(input), null);
			}
		},
		enable(on) {
			for (const input of inputs) input.disabled = !on;
		},
		mark(_answer, reveal) {
			if (!isRight) return;
			for (const input of inputs) {
				const right = isRight(input.value);
				putMark(part(input), input.checked ? (right ? 'right' : 'wrong') : reveal && right ? 'right' : null);
			}
		},
		focus: () => inputs[0]?.focus()
	};
}

export const choice: AnsweringOf<ChoiceItem> = (element, item, seed) => {
	if (item.shuffle) {
		const list = element.querySelector('.options');
		for (const { key } of shuffled(item.options, seed, item.sid)) {
			const label = list?.querySelector(`input[value="${key}"]`)?.closest('label');
			if (label) list?.append(label);
		}
	}
	const right = (value: string) => item.options.some(({ key, correct }) => correct && key === value);
	return choosing(element, (values) => (item.kind === 'multipleChoice' ? values : values[0]!), right);
};

export const trueFalse: AnsweringOf<TrueFalseItem> = (element, item) =>
	choosing(
		element,
		(values) => values[0] === 'true',
		(value) => value === String(item.answer)
	);

export const scale: AnsweringOf<ScaleItem> = (element) =>
	choosing(element, (values) => Number(values[0]), null);
