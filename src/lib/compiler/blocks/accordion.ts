import { inline } from '../html';
import { bodyHtml, childrenOf, type BlockRenderer } from '../render';

export const accordion: BlockRenderer = (node, place) =>
	`<div class="accordion">${childrenOf(node, 'fold')
		.map((fold, i) => {
			const title = inline(childrenOf(fold, 'foldTitle')[0]?.content) || String(i + 1);
			return `<details class="fold"><summary>${title}</summary><div class="fold-body">${bodyHtml(fold, place)}</div></details>`;
		})
		.join('')}</div>`;
