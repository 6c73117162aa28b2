import { isQuestion, type Answer, type QuestionItem } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el } from '../dom';
import type { Behaviour } from './behaviour';

/** A question: choose, check, see at once whether it was right and why; try again as often as wanted. */
export const question: Behaviour = (element, item, session) => {
	if (!item || !isQuestion(item)) return;
	const inputs = [...element.querySelectorAll<HTMLInputElement>('.options input')];
	const explanation = element.querySelector<HTMLDetailsElement>('.explanation');
	const verdict = el('p', { class: 'verdict', role: 'status' });
	const check = button(m.sco_check(), 'primary check', () => checkAnswer());
	const retry = button(m.sco_retry(), 'retry', () => ask());
	element.append(el('div', { class: 'answer' }, check, retry, verdict));
	if (explanation) element.append(explanation);

	const ask = () => {
		element.dataset.state = 'asking';
		for (const input of inputs) {
			input.disabled = false;
			input.checked = false;
			markOption(input, '');
		}
		verdict.textContent = '';
		inputs[0]?.focus();
	};
	const checkAnswer = () => {
		const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
		if (!chosen.length) {
			verdict.textContent = m.sco_choose_first();
			return;
		}
		const response = asAnswer(item, chosen);
		show(response, session.answer(item, response).correct);
		retry.focus();
	};
	const show = (response: Answer, correct: boolean) => {
		element.dataset.state = correct ? 'right' : 'wrong';
		const chosen = (Array.isArray(response) ? response : [response]).map(String);
		for (const input of inputs) {
			input.checked = chosen.includes(input.value);
			input.disabled = true;
			markOption(input, input.checked ? (isRight(item, input.value) ? 'right' : 'wrong') : '');
		}
		verdict.textContent = correct ? `✓ ${m.sco_right()}` : `✕ ${m.sco_wrong()}`;
		if (explanation) explanation.open = true;
	};

	element.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
		event.preventDefault();
		event.stopPropagation();
		checkAnswer();
	});
	inputs.forEach((input, i) => input.parentElement?.style.setProperty('--n', `'${i + 1}'`));
	for (const input of inputs) input.addEventListener('change', () => (verdict.textContent = ''));

	element.dataset.state = 'asking';
	const before = session.state.questions[item.sid];
	if (before) show(before.response, before.correct);
};

function markOption(input: HTMLInputElement, mark: '' | 'right' | 'wrong'): void {
	const option = input.closest<HTMLElement>('.option');
	if (!option) return;
	option.dataset.mark = mark;
	option.querySelector('.mark')?.remove();
	if (mark) option.append(el('span', { class: 'mark', 'aria-hidden': 'true' }, mark === 'right' ? '✓' : '✕'));
}

function asAnswer(item: QuestionItem, chosen: string[]): Answer {
	if (item.kind === 'multipleChoice') return chosen;
	return item.kind === 'trueFalse' ? chosen[0] === 'true' : chosen[0]!;
}

const isRight = (item: QuestionItem, value: string): boolean =>
	item.kind === 'trueFalse'
		? String(item.answer) === value
		: item.options.some((option) => option.key === value && option.correct);
