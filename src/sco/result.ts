import { isDone, isMarked } from '$lib/lesson/tracking';
import * as m from '$messages';
import { button, el } from './dom';
import type { Session } from './session';

/** What the last page says: what was reached, and what is still open, each with a way there. */
export function resultPage(session: Session, open: (page: number) => void): HTMLElement[] {
	const { summary, lesson, items, state, passPercent } = session;
	const todo = items.filter((item) => !isDone(item, state));
	const parts: HTMLElement[] = [el('h1', { id: 'title-result', tabindex: '-1' }, m.sco_result())];
	parts.push(
		todo.length
			? el('p', { class: 'standing open' }, m.sco_result_open({ n: todo.length }))
			: el('p', { class: 'standing done' }, `✓ ${m.sco_result_done()}`)
	);
	if (todo.length)
		parts.push(
			el(
				'ul',
				{ class: 'todo' },
				...todo.map((item) => {
					const page = lesson.items.find((other) => other.sid === item.page);
					const name = item.text || page?.text || m.sco_untitled();
					return el(
						'li',
						{},
						button(`– ${name}`, 'page-link', () => open(item.page))
					);
				})
			)
		);
	const questions = items.filter(isMarked);
	if (questions.length) {
		const right = questions.filter((item) => state.questions[item.sid]?.correct).length;
		parts.push(el('p', {}, m.sco_result_right({ right, total: questions.length })));
	}
	if (summary.success !== 'unknown' && summary.scaled !== null && passPercent !== null) {
		const score = Math.round(summary.scaled * 100);
		const word = summary.success === 'passed' ? `✓ ${m.sco_passed()}` : `✕ ${m.sco_failed()}`;
		parts.push(
			el(
				'p',
				{ class: `mark-line ${summary.success}` },
				el('strong', {}, word),
				el('span', {}, m.sco_result_score({ score, pass: Math.round(passPercent) }))
			)
		);
	}
	return parts;
}
