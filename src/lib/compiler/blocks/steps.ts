import { asMedia, type NodeJson } from '$lib/lesson';
import { inline } from '../html';
import { picture } from '../picture';
import { bodyHtml, childrenOf, type BlockRenderer, type Place } from '../render';

export const steps: BlockRenderer = (node, place) =>
	`<ol class="steps">${childrenOf(node, 'step')
		.map((child) => step(child, place))
		.join('')}</ol>`;

function step(node: NodeJson, place: Place): string {
	const title = inline(childrenOf(node, 'stepTitle')[0]?.content);
	const media = asMedia(node.attrs?.media);
	const heading = title ? `<h3>${title}</h3>` : '';
	const side = media ? picture(media, node.attrs?.alt) : '';
	return `<li class="step"><div class="step-text">${heading}${bodyHtml(node, place)}</div>${side}</li>`;
}
