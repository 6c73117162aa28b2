import type { MediaRef } from '$lib/lesson';

/** One file of a compiled lesson: its bytes, or the media file it stands for. `path` is ASCII, `type` a MIME type. */
export type PackageFile =
	| { path: string; type: string; body: Uint8Array<ArrayBuffer> }
	| { path: string; type: string; media: MediaRef };

const extensions: Record<string, string> = {
	'video/mp4': 'mp4',
	'video/webm': 'webm',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'image/gif': 'gif',
	'image/svg+xml': 'svg',
	'image/avif': 'avif',
	'text/vtt': 'vtt',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'application/pdf': 'pdf'
};

/** Where a media file lies in a package: named by its content, so that the same file is the same path everywhere. */
export function mediaPath(media: MediaRef): string {
	return `media/${media.sha256}.${extensionOf(media)}`;
}

/** The letters after the dot: by the file's type, else by its name. */
export function extensionOf(media: MediaRef): string {
	const own = /\.([A-Za-z0-9]{1,5})$/.exec(media.name)?.[1]?.toLowerCase();
	return extensions[media.type.split(';')[0]!.trim()] ?? own ?? 'bin';
}
