import type { NodeJson } from '$lib/lesson';
import { attrText, inline } from '../html';
import { childrenOf, type BlockRenderer } from '../render';
import { inputName, question } from './question';

/** Where a gap is in running text: underscores, or brackets around nothing. */
const gapMark = /_{2,}|＿+|[（(][\s\u3000]*[)）]/g;

/** The prompt with an input at each gap; blanks without a gap follow below, gaps without a blank stay as written. */
export const fillIn: BlockRenderer = (node, place) => {
	const { words } = place;
	const blanks = childrenOf(node, 'blank').length;
	let at = 0;
	const input = () => {
		at += 1;
		return `<input type="text" class="gap" name="${inputName(node)}" maxlength="120" autocomplete="off" aria-label="${words.gap(at)}">`;
	};
	const html = inline(childrenOf(node, 'prompt')[0]?.content, (text) =>
		text.replace(gapMark, (mark) => (at < blanks ? input() : mark))
	);
	const below: string[] = [];
	while (at < blanks) below.push(`<label>${words.gap(at + 1)} ${input()}</label>`);
	const rest = below.length ? `<div class="gaps">${below.join('')}</div>` : '';
	return question(node, place, `<p class="gap-text">${html}</p>${rest}`, words.fillIn, false);
};

export const numeric: BlockRenderer = (node, place) =>
	question(
		node,
		place,
		`<label class="number"><input type="text" inputmode="decimal" name="${inputName(node)}" maxlength="40" autocomplete="off" aria-label="${place.words.numeric}"><span>${attrText(node.attrs?.unit)}</span></label>`,
		place.words.numeric
	);

export const shortAnswer: BlockRenderer = (node: NodeJson, place) =>
	question(
		node,
		place,
		`<textarea name="${inputName(node)}" rows="4" maxlength="2000" aria-label="${place.words.shortAnswer}"></textarea>`,
		place.words.shortAnswer
	);
