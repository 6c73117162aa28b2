import { attrText } from '../html';
import { childrenHtml, type BlockRenderer } from '../render';

const signs = { tip: 'i', warning: '!', law: '§' };

export const callout: BlockRenderer = (node, place) => {
	const tone = node.attrs?.tone === 'warning' || node.attrs?.tone === 'law' ? node.attrs.tone : 'tip';
	const { words } = place;
	const source = attrText(node.attrs?.source);
	const from = source ? `<p class="source">${words.source(source)}</p>` : '';
	return `<div class="callout" role="note" data-tone="${tone}" aria-label="${words.tone[tone]}"><p class="callout-word"><span class="sign" aria-hidden="true">${signs[tone]}</span>${words.tone[tone]}</p>${childrenHtml(node, place)}${from}</div>`;
};
