import { asMedia, type NodeJson } from '$lib/lesson';
import { captionHtml, picture } from '../picture';
import { childrenOf, note, type BlockRenderer, type Place } from '../render';

export const gallery: BlockRenderer = (node, place) =>
	`<div class="gallery" data-kind="gallery">${childrenOf(node, 'galleryImage')
		.map((child) => figure(child, place))
		.join('')}</div>`;

function figure(node: NodeJson, { words }: Place): string {
	const media = asMedia(node.attrs?.media);
	if (!media) return note(words.noMedia);
	return `<figure class="image">${picture(media, node.attrs?.alt)}${captionHtml(node.attrs?.caption)}</figure>`;
}
