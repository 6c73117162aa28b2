import { count, inline } from '../html';
import { childrenOf, sidAttr, type BlockRenderer } from '../render';

export const discussion: BlockRenderer = (node, { words }) => {
	const prompt = inline(childrenOf(node, 'prompt')[0]?.content);
	const label = `${words.discussion} · ${words.minutes(count(node.attrs?.minutes))}`;
	return `<section class="discussion"${sidAttr(node)} aria-label="${words.discussion}"><p class="kicker">${label}</p><p class="prompt">${prompt}</p></section>`;
};
