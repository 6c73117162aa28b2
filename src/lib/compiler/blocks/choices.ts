import type { NodeJson } from '$lib/lesson';
import { attrText, inline } from '../html';
import { childrenOf, type BlockRenderer } from '../render';
import { inputName, optionHtml, question } from './question';

const options = (node: NodeJson, type: 'radio' | 'checkbox') =>
	list(
		childrenOf(node, 'option')
			.map((child) => optionHtml(node, type, String(child.attrs?.key), inline(child.content)))
			.join('')
	);
const list = (html: string) => `<div class="options">${html}</div>`;

export const singleChoice: BlockRenderer = (node, place) => question(node, place, options(node, 'radio'));

export const multipleChoice: BlockRenderer = (node, place) =>
	question(node, place, options(node, 'checkbox'), place.words.multiple);

export const trueFalse: BlockRenderer = (node, place) => {
	const { right, wrong } = place.words;
	const both = optionHtml(node, 'radio', 'true', right) + optionHtml(node, 'radio', 'false', wrong);
	return question(node, place, list(both));
};

/** A row of numbers between two words. */
export const scale: BlockRenderer = (node, place) => {
	const steps = Math.min(7, Math.max(3, Number(node.attrs?.steps) || 5));
	const row = Array.from(
		{ length: steps },
		(_, i) =>
			`<label class="scale-step"><input type="radio" name="${inputName(node)}" value="${i + 1}"><span>${i + 1}</span></label>`
	);
	const [low, high] = [attrText(node.attrs?.low), attrText(node.attrs?.high)];
	return question(
		node,
		place,
		`<div class="scale"><span class="low">${low}</span><div class="scale-steps">${row.join('')}</div><span class="high">${high}</span></div>`
	);
};
