import { inline } from '../html';
import type { BlockRenderer } from '../render';

export const heading: BlockRenderer = (node) => {
	if (!node.content?.length) return '';
	const tag = node.attrs?.level === 3 ? 'h3' : 'h2';
	return `<${tag}>${inline(node.content)}</${tag}>`;
};
