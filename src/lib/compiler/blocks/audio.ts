import { asMedia } from '$lib/lesson';
import { attrText, escapeHtml } from '../html';
import { mediaPath } from '../package-file';
import { captionHtml } from '../picture';
import { note, type BlockRenderer } from '../render';

export const audio: BlockRenderer = (node, { words }) => {
	const media = asMedia(node.attrs?.media);
	if (!media) return note(words.noMedia);
	const title = attrText(node.attrs?.title);
	const label = title ? ` aria-label="${title}"` : '';
	const lines = attrText(node.attrs?.transcript)
		.split('\n')
		.filter((line) => line.trim());
	const transcript = lines.length
		? `<details class="transcript"><summary>${words.transcript}</summary>${lines.map((line) => `<p>${line}</p>`).join('')}</details>`
		: '';
	return `<figure class="audio">${captionHtml(node.attrs?.title)}<audio controls preload="metadata"${label}><source src="${mediaPath(media)}" type="${escapeHtml(media.type)}"></audio>${transcript}</figure>`;
};
