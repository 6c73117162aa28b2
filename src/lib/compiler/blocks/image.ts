import type { MediaRef } from '$lib/lesson';
import { attrText } from '../html';
import { mediaPath } from '../package-file';
import { note, type BlockRenderer } from '../render';

export const image: BlockRenderer = (node, { words }) => {
	const media = node.attrs?.media as MediaRef | null;
	if (!media) return note(words.noMedia);
	const size = media.width && media.height ? ` width="${media.width}" height="${media.height}"` : '';
	const alt = attrText(node.attrs?.alt);
	return `<figure class="image"><img src="${mediaPath(media)}" alt="${alt}"${size} loading="lazy"></figure>`;
};
