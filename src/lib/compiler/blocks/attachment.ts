import { asMedia } from '$lib/lesson';
import { attrText, escapeHtml } from '../html';
import { extensionOf, mediaPath } from '../package-file';
import { note, type BlockRenderer } from '../render';
import { sizeText } from '../size-text';

export const attachment: BlockRenderer = (node, { words }) => {
	const media = asMedia(node.attrs?.media);
	if (!media) return note(words.noMedia);
	const name = attrText(node.attrs?.title) || escapeHtml(media.name);
	const about = `${escapeHtml(words.file(extensionOf(media)))} · ${sizeText(media.size)}`;
	return `<p class="attachment"><a href="${mediaPath(media)}" download="${escapeHtml(media.name)}"><span class="sign" aria-hidden="true">↓</span><span><strong>${name}</strong><small>${about}</small></span></a></p>`;
};
