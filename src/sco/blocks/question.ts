import { isMarked, isQuestion, type Answer, type Judgement, type QuestionItem } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el } from '../dom';
import { answeringOf } from '../questions';
import type { Behaviour } from './behaviour';

/** A question: answer, check, see at once whether it was right and why; try again as often as the author allows. */
export const question: Behaviour = (element, item, session) => {
	if (!item || !isQuestion(item)) return;
	const marked = isMarked(item);
	const answering = answeringOf(element, item, session.state.seed);
	const explanation = element.querySelector<HTMLDetailsElement>(':scope > .explanation');
	const hint = element.querySelector(':scope > .hint');
	const verdict = el('p', { class: 'verdict', role: 'status' });
	const feedback = el('ul', { class: 'feedback' });
	const tries = el('p', { class: 'tries' });
	const check = button(marked ? m.sco_check() : m.sco_keep(), 'primary check', () => checkAnswer());
	const retry = button(marked ? m.sco_retry() : m.sco_change(), 'retry', () => ask());
	element.append(el('div', { class: 'answer' }, check, retry, verdict, tries), feedback);
	if (hint) element.querySelector('fieldset')?.after(hint);
	if (explanation) element.append(explanation);

	const ask = () => {
		element.dataset.state = 'asking';
		// What was written or arranged is mended, not made anew; a choice is made anew.
		const before = session.state.questions[item.sid];
		const keep = before !== undefined && !choosing.has(item.kind);
		answering.show(keep ? before.response : null);
		answering.enable(true);
		verdict.textContent = '';
		feedback.replaceChildren();
		sayTries();
		answering.focus();
	};
	const checkAnswer = () => {
		const given = answering.read();
		if ('missing' in given) {
			verdict.textContent = given.missing;
			return;
		}
		show(given.answer, session.answer(item, given.answer));
		if (!retry.hidden) retry.focus();
	};
	const show = (answer: Answer, judgement: Judgement) => {
		const { correct, score } = judgement;
		const last = session.triesLeft(item) === 0;
		const partly = score !== null && score > 0 && score < 1;
		element.dataset.state = correct === null ? 'kept' : correct ? 'right' : partly ? 'partly' : 'wrong';
		answering.show(answer);
		answering.enable(false);
		answering.mark(answer, correct === true || last);
		// What is right is done; a word of one's own may always be changed.
		retry.hidden = last || correct === true;
		verdict.textContent =
			correct === null
				? `✓ ${m.sco_kept()}`
				: correct
					? `✓ ${m.sco_right()}`
					: partly
						? `◐ ${m.sco_partly({ percent: Math.round(score * 100) })}`
						: `✕ ${m.sco_wrong()}`;
		feedback.replaceChildren(...feedbackTo(item, answer, correct).map((text) => el('li', {}, text)));
		sayTries();
		if (explanation) explanation.open = true;
	};
	const sayTries = () => {
		const left = session.triesLeft(item);
		tries.textContent =
			left === Infinity || element.dataset.state === 'right' ? '' : m.sco_tries({ n: left });
	};

	element.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
		event.preventDefault();
		event.stopPropagation();
		checkAnswer();
	});
	element.addEventListener('change', () => {
		if (element.dataset.state === 'asking') verdict.textContent = '';
	});

	element.dataset.state = 'asking';
	const before = session.state.questions[item.sid];
	if (before) show(before.response, before);
	else {
		answering.show(null);
		answering.enable(true);
		sayTries();
	}
};

const choosing = new Set<QuestionItem['kind']>(['singleChoice', 'multipleChoice', 'trueFalse', 'scale']);

/** What the author says to this answer: to each option chosen, then to the whole. */
function feedbackTo(item: QuestionItem, answer: Answer, correct: boolean | null): string[] {
	if (!isMarked(item)) return [];
	const options = 'options' in item ? item.options : item.kind === 'hotspot' ? item.areas : [];
	const chosen = new Set<unknown>(Array.isArray(answer) ? answer : [answer]);
	const single = options.filter(({ key, feedback }) => feedback && chosen.has(key)).map((o) => o.feedback);
	return [...single, correct ? item.whenRight : item.whenWrong].filter(Boolean);
}
