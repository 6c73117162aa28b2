import * as m from '$messages';
import { button, el } from '../dom';
import type { Behaviour } from './behaviour';

/** A story: one scene at a time, what comes of a choice, and on; from an end it can be begun again. */
export const scenario: Behaviour = (element, item, session) => {
	if (item?.kind !== 'scenario') return;
	const scenes = [...element.querySelectorAll<HTMLElement>(':scope > .scene')];
	const outcome = el('div', { class: 'outcome', role: 'status' });
	element.append(outcome);

	const again = () =>
		button(m.sco_story_again(), 'plain', () => {
			show(scenes[0], true);
		});
	const end = () => el('p', { class: 'story-end' }, m.sco_story_end());
	/** The scene alone; when it asks nothing, it is an end. */
	const show = (scene: HTMLElement | undefined, focus: boolean) => {
		if (!scene) return;
		for (const other of scenes) other.hidden = other !== scene;
		const ends = !scene.querySelector('.choice');
		for (const choice of scene.querySelectorAll<HTMLButtonElement>('.choice')) {
			choice.disabled = false;
			choice.removeAttribute('data-chosen');
		}
		outcome.replaceChildren(...(ends ? [end(), again()] : []));
		if (focus) {
			scene.querySelector('h3')?.focus();
			session.scene(item.sid, scene.dataset.key ?? '', ends);
		}
	};
	const choose = (scene: HTMLElement, entry: HTMLElement, chosen: HTMLElement) => {
		for (const choice of scene.querySelectorAll<HTMLButtonElement>('.choice')) choice.disabled = true;
		chosen.dataset.chosen = 'true';
		const verdict = entry.dataset.verdict;
		const sign =
			verdict === 'good' ? `✓ ${m.sco_choice_good()}` : verdict === 'bad' ? `✕ ${m.sco_choice_bad()}` : '';
		const next = scenes.find(
			(other) => entry.dataset.to !== undefined && other.dataset.key === entry.dataset.to
		);
		const feedback = entry.querySelector('.choice-feedback');
		const on = next ? button(`${m.sco_story_on()} ›`, 'primary', () => show(next, true)) : again();
		outcome.replaceChildren(
			...(sign ? [el('p', { class: 'choice-verdict', 'data-verdict': verdict ?? '' }, sign)] : []),
			...(feedback?.textContent
				? [el('p', {}, ...[...feedback.childNodes].map((node) => node.cloneNode(true)))]
				: []),
			...(next ? [] : [end()]),
			on
		);
		if (!next) session.scene(item.sid, scene.dataset.key ?? '', true);
		on.focus();
	};
	for (const scene of scenes)
		scene.querySelectorAll<HTMLElement>('.choices > li').forEach((entry, i) => {
			const text = entry.querySelector('.choice-text');
			if (!text) return;
			const choice = button('', 'choice plain', () => choose(scene, entry, choice));
			choice.style.setProperty('--n', `'${i + 1}'`);
			text.before(choice);
			choice.append(text);
		});
	const before = session.state.scenarios[item.sid]?.scene;
	show(scenes.find((scene) => scene.dataset.key === before) ?? scenes[0], false);
};
