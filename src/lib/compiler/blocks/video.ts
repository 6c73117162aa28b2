import type { CaptionTrack, MediaRef } from '$lib/lesson';
import { attrText, escapeHtml } from '../html';
import { mediaPath } from '../package-file';
import { note, sidAttr, type BlockRenderer } from '../render';

export const video: BlockRenderer = (node, { words }) => {
	const media = node.attrs?.media as MediaRef | null;
	if (!media) return note(words.noMedia);
	const poster = node.attrs?.poster as MediaRef | null;
	const tracks = ((node.attrs?.captions as CaptionTrack[] | undefined) ?? []).map(
		(track, i) =>
			`<track kind="captions" src="${mediaPath(track.media)}" srclang="${escapeHtml(track.lang)}" label="${escapeHtml(track.label)}"${i === 0 ? ' default' : ''}>`
	);
	const title = attrText(node.attrs?.title);
	const label = title ? ` aria-label="${title}"` : '';
	const still = poster ? ` poster="${mediaPath(poster)}"` : '';
	const caption = title ? `<figcaption>${title}</figcaption>` : '';
	// preload="metadata": only the film on screen is fetched further.
	return `<figure class="video"${sidAttr(node)}><video controls playsinline preload="metadata"${label}${still}><source src="${mediaPath(media)}" type="${escapeHtml(media.type)}">${tracks.join('')}</video>${caption}</figure>`;
};
