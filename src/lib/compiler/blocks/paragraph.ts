import { inline } from '../html';
import type { BlockRenderer } from '../render';

/** An empty paragraph is left out: space is the style sheet's business. */
export const paragraph: BlockRenderer = (node) =>
	node.content?.length ? `<p>${inline(node.content)}</p>` : '';
