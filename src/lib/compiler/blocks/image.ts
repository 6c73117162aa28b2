import { asMedia } from '$lib/lesson';
import { captionHtml, picture } from '../picture';
import { note, type BlockRenderer } from '../render';

export const image: BlockRenderer = (node, { words }) => {
	const media = asMedia(node.attrs?.media);
	if (!media) return note(words.noMedia);
	return `<figure class="image">${picture(media, node.attrs?.alt)}${captionHtml(node.attrs?.caption)}</figure>`;
};
