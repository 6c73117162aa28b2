import {
	judge,
	numberIn,
	type FillInItem,
	type NumericItem,
	type ShortAnswerItem
} from '$lib/lesson/tracking';
import * as m from '$messages';
import { el } from '../dom';
import type { AnsweringOf } from './answering';
import { putMark } from './mark';

type Input = HTMLInputElement | HTMLTextAreaElement;

function fields(element: HTMLElement) {
	const inputs = [...element.querySelectorAll<Input>('fieldset input, fieldset textarea')];
	return {
		inputs,
		enable: (on: boolean) => {
			for (const input of inputs) input.readOnly = !on;
		},
		focus: () => inputs[0]?.focus()
	};
}

export const fillIn: AnsweringOf<FillInItem> = (element, item) => {
	const { inputs, enable, focus } = fields(element);
	// Signs stand behind the gap, so each gap gets a place of its own around it.
	const places = inputs.map((input) => {
		const place = el('span', { class: 'gap-place' });
		input.replaceWith(place);
		place.append(input);
		return place;
	});
	return {
		enable,
		focus,
		read() {
			const texts = inputs.map((input) => input.value.trim());
			return texts.every(Boolean) ? { answer: texts } : { missing: m.sco_fill_first() };
		},
		show(answer) {
			inputs.forEach((input, i) => {
				input.value = Array.isArray(answer) ? (answer[i] ?? '') : '';
				putMark(places[i]!, null);
				places[i]!.querySelector('.solution')?.remove();
			});
		},
		mark(answer, reveal) {
			item.blanks.forEach((blank, i) => {
				const given = Array.isArray(answer) ? (answer[i] ?? '') : '';
				const right = judge({ ...item, blanks: [blank] }, [given]).correct === true;
				putMark(places[i]!, right ? 'right' : 'wrong');
				if (reveal && !right) places[i]!.append(el('span', { class: 'solution' }, blank.answers[0] ?? ''));
			});
		}
	};
};

export const numeric: AnsweringOf<NumericItem> = (element, item) => {
	const { inputs, enable, focus } = fields(element);
	const [input] = inputs;
	const place = element.querySelector<HTMLElement>('.number')!;
	return {
		enable,
		focus,
		read() {
			const value = numberIn(input?.value ?? '', item.unit);
			return value === null ? { missing: m.sco_number_first() } : { answer: value };
		},
		show(answer) {
			if (input) input.value = typeof answer === 'number' && !Number.isNaN(answer) ? String(answer) : '';
			putMark(place, null);
			place.querySelector('.solution')?.remove();
		},
		mark(answer, reveal) {
			const right = judge(item, answer).correct === true;
			putMark(place, right ? 'right' : 'wrong');
			if (reveal && !right) place.append(el('span', { class: 'solution' }, `${item.answer}${item.unit}`));
		}
	};
};

export const shortAnswer: AnsweringOf<ShortAnswerItem> = (element) => {
	const { inputs, enable, focus } = fields(element);
	const [input] = inputs;
	return {
		enable,
		focus,
		read() {
			const text = input?.value.trim() ?? '';
			return text ? { answer: text } : { missing: m.sco_write_first() };
		},
		show(answer) {
			if (input) input.value = typeof answer === 'string' ? answer : '';
		},
		mark: () => undefined
	};
};
