import type { MediaRef } from '$lib/lesson';
import { attrText } from './html';
import { mediaPath } from './package-file';

/** An `<img>` with its size, so that nothing moves when it arrives. */
export function picture(media: MediaRef, alt: unknown): string {
	const size = media.width && media.height ? ` width="${media.width}" height="${media.height}"` : '';
	return `<img src="${mediaPath(media)}" alt="${attrText(alt)}"${size} loading="lazy">`;
}

/** A `<figcaption>`, where there is something to say. */
export function captionHtml(text: unknown): string {
	const caption = attrText(text);
	return caption ? `<figcaption>${caption}</figcaption>` : '';
}
