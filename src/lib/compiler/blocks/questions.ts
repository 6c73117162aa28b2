import type { NodeJson } from '$lib/lesson';
import { escapeHtml, inline } from '../html';
import { childrenOf, sidAttr, type BlockRenderer, type Place } from '../render';

export const singleChoice: BlockRenderer = (node, place) => question(node, place, choices(node, 'radio'));

export const multipleChoice: BlockRenderer = (node, place) =>
	question(node, place, choices(node, 'checkbox'), place.words.multiple);

export const trueFalse: BlockRenderer = (node, place) => {
	const { right, wrong } = place.words;
	return question(node, place, option(node, 'radio', 'true', right) + option(node, 'radio', 'false', wrong));
};

const choices = (node: NodeJson, type: 'radio' | 'checkbox') =>
	childrenOf(node, 'option')
		.map((child) => option(node, type, String(child.attrs?.key), inline(child.content)))
		.join('');

function option(node: NodeJson, type: 'radio' | 'checkbox', value: string, html: string): string {
	const name = `q${Number(node.attrs?.sid) || 0}`;
	return `<label class="option"><input type="${type}" name="${name}" value="${escapeHtml(value)}"><span>${html}</span></label>`;
}

function question(node: NodeJson, { words }: Place, options: string, hint = ''): string {
	const legend = inline(childrenOf(node, 'prompt')[0]?.content);
	const small = hint ? ` <small>${hint}</small>` : '';
	const why = inline(childrenOf(node, 'explanation')[0]?.content);
	const explanation = why
		? `<details class="explanation"><summary>${words.explanation}</summary><p>${why}</p></details>`
		: '';
	return `<div class="question" data-kind="${node.type}"${sidAttr(node)}><fieldset><legend>${legend}${small}</legend><div class="options">${options}</div></fieldset>${explanation}</div>`;
}
