import type { NodeJson } from '$lib/lesson';
import { escapeHtml, inline } from '../html';
import { childrenOf, sidAttr, type BlockRenderer, type Place } from '../render';

/** Every scene with its choices and where they lead, to be read in order; the run-time shows one at a time. */
export const scenario: BlockRenderer = (node, place) => {
	const scenes = childrenOf(node, 'scene');
	const numbers = new Map(scenes.map((scene, i) => [scene.attrs?.key, i + 1]));
	const html = scenes.map((scene, i) => sceneHtml(scene, i + 1, numbers, place)).join('');
	return `<div class="scenario" data-kind="scenario"${sidAttr(node)}>${html}</div>`;
};

function sceneHtml(node: NodeJson, number: number, numbers: Map<unknown, number>, place: Place): string {
	const { words } = place;
	const title = inline(childrenOf(node, 'sceneTitle')[0]?.content) || words.scene(number);
	const body = (node.content ?? [])
		.filter((child) => child.type === 'paragraph' || child.type === 'image')
		.map((child) => place.render(child))
		.join('');
	const choices = childrenOf(node, 'choice').map((choice) => {
		const verdict =
			choice.attrs?.verdict === 'good' || choice.attrs?.verdict === 'bad' ? choice.attrs.verdict : 'none';
		const to = numbers.get(choice.attrs?.to);
		const text = inline(childrenOf(choice, 'choiceText')[0]?.content);
		const feedback = inline(childrenOf(choice, 'choiceFeedback')[0]?.content);
		const lead = to ? words.goOn(words.scene(to)) : words.storyEnds;
		return `<li data-verdict="${verdict}"${to ? ` data-to="${escapeHtml(String(choice.attrs?.to))}"` : ''}><span class="choice-text">${text}</span><p class="choice-feedback">${feedback}</p><p class="choice-lead">${lead}</p></li>`;
	});
	const list = choices.length ? `<ol class="choices">${choices.join('')}</ol>` : '';
	return `<section class="scene" data-key="${escapeHtml(String(node.attrs?.key))}"><h3 tabindex="-1">${title}</h3>${body}${list}</section>`;
}
