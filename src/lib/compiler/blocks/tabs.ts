import { inline } from '../html';
import { bodyHtml, childrenOf, type BlockRenderer } from '../render';

/** Parts below one another with their headings; the run-time makes tabs of them. */
export const tabs: BlockRenderer = (node, place) =>
	`<div class="tabs" data-kind="tabs">${childrenOf(node, 'tab')
		.map((tab, i) => {
			const title = inline(childrenOf(tab, 'tabTitle')[0]?.content) || String(i + 1);
			return `<section class="tab"><h3 class="tab-title">${title}</h3>${bodyHtml(tab, place)}</section>`;
		})
		.join('')}</div>`;
