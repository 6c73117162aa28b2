import { drawn, isDone, quizStanding } from '$lib/lesson/tracking';
import * as m from '$messages';
import { el } from '../dom';
import type { Behaviour } from './behaviour';

/** A quiz: shows the questions that were drawn for this learner, in their order, and the standing when all are answered. */
export const quiz: Behaviour = (element, item, session) => {
	if (item?.kind !== 'quiz') return;
	const questions = drawn(item, session.lesson.items, session.state.seed);
	const parts = new Map(
		[...element.querySelectorAll<HTMLElement>(':scope > .question')].map((part) => [
			Number(part.dataset.sid),
			part
		])
	);
	for (const part of parts.values()) part.remove();
	const standing = el('p', { class: 'standing', role: 'status' });
	element.append(...questions.flatMap(({ sid }) => parts.get(sid) ?? []), standing);

	const refresh = () => {
		const open = questions.filter((question) => !isDone(question, session.state)).length;
		const { scaled, success } = quizStanding(item, session.lesson.items, session.state);
		const score = scaled === null ? null : Math.round(scaled * 100);
		standing.className = `standing ${open ? 'open' : success === 'failed' ? 'failed' : 'done'}`;
		standing.textContent = open
			? m.sco_quiz_open({ n: open, total: questions.length })
			: [
					success === 'failed' ? '✕' : '✓',
					score === null ? m.sco_quiz_done() : m.sco_quiz_score({ score }),
					item.passPercent === null ? '' : m.sco_quiz_pass({ pass: Math.round(item.passPercent) })
				].join(' ');
	};
	session.onChange(refresh);
	refresh();
};
