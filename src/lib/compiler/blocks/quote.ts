import { captionHtml } from '../picture';
import { childrenHtml, type BlockRenderer } from '../render';

export const quote: BlockRenderer = (node, place) =>
	`<figure class="quote"><blockquote>${childrenHtml(node, place)}</blockquote>${captionHtml(node.attrs?.source)}</figure>`;
