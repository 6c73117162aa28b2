import type { NodeJson } from '$lib/lesson';
import { attrText, escapeHtml, inline } from '../html';
import { childrenOf, sidAttr, type Place } from '../render';

/** The frame all questions have: what is asked, `body` to answer in, hint and explanation. `task` says what to do. */
export function question(node: NodeJson, { words }: Place, body: string, task = '', asked = true): string {
	const prompt = asked ? inline(childrenOf(node, 'prompt')[0]?.content) : '';
	const small = task ? `<small>${task}</small>` : '';
	const legend = [prompt, small].filter(Boolean).join(' ');
	const hint = attrText(node.attrs?.hint);
	const why = inline(childrenOf(node, 'explanation')[0]?.content);
	return (
		`<div class="question" data-kind="${escapeHtml(node.type)}"${sidAttr(node)}>` +
		`<fieldset><legend>${legend}</legend>${body}</fieldset>` +
		folded('hint', words.hint, hint) +
		folded('explanation', words.explanation, why) +
		'</div>'
	);
}

const folded = (name: string, title: string, html: string) =>
	html ? `<details class="${name}"><summary>${title}</summary><p>${html}</p></details>` : '';

/** The name that the inputs of one question share. */
export const inputName = (node: NodeJson): string => `q${Number(node.attrs?.sid) || 0}`;

/** One answer to tick. */
export const optionHtml = (node: NodeJson, type: 'radio' | 'checkbox', value: string, html: string): string =>
	`<label class="option"><input type="${type}" name="${inputName(node)}" value="${escapeHtml(value)}"><span>${html}</span></label>`;
