import { UserError } from '$lib/base';
import type { MediaRef } from '$lib/lesson';

/** What kind of file is wanted. */
export type Wanted = 'image' | 'video' | 'audio' | 'file' | 'captions';

/** For `<input type="file" accept>`. */
export const accepts: Record<Wanted, string> = {
	image: 'image/jpeg,image/png,image/webp,image/gif,image/svg+xml',
	video: 'video/mp4,video/webm,.mp4,.webm,.m4v',
	audio: 'audio/mpeg,audio/mp4,audio/ogg,audio/wav,.mp3,.m4a,.ogg,.wav',
	file: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.zip,.txt,.csv,.jpg,.png',
	captions: '.vtt,.srt,text/vtt'
};

/** Size in pixels and length in seconds of a chosen file. Throws `file_not_video`, `file_not_image` or `file_not_audio` when it cannot be shown. */
export async function measure(
	file: File,
	url: string,
	wanted: Wanted
): Promise<Pick<MediaRef, 'width' | 'height' | 'seconds'>> {
	if (wanted === 'image') return measureImage(file, url);
	if (wanted === 'audio') return measureAudio(file, url);
	return wanted === 'video' ? measureVideo(file, url) : {};
}

async function measureImage(file: File, url: string) {
	const image = new Image();
	image.src = url;
	try {
		await image.decode();
	} catch (cause) {
		throw new UserError('file_not_image', { name: file.name }, { cause });
	}
	return { width: image.naturalWidth, height: image.naturalHeight };
}

function measureVideo(file: File, url: string): Promise<Pick<MediaRef, 'width' | 'height' | 'seconds'>> {
	return new Promise((resolve, reject) => {
		const video = document.createElement('video');
		video.preload = 'metadata';
		video.onloadedmetadata = () => {
			const { videoWidth: width, videoHeight: height, duration } = video;
			video.removeAttribute('src');
			if (width === 0) reject(new UserError('file_not_video', { name: file.name })); // sound only, or a codec it lacks
			resolve({ width, height, ...(Number.isFinite(duration) && { seconds: Math.round(duration) }) });
		};
		video.onerror = () => reject(new UserError('file_not_video', { name: file.name }));
		video.src = url;
	});
}

function measureAudio(file: File, url: string): Promise<Pick<MediaRef, 'seconds'>> {
	return new Promise((resolve, reject) => {
		const audio = document.createElement('audio');
		audio.preload = 'metadata';
		audio.onloadedmetadata = () => {
			const { duration } = audio;
			audio.removeAttribute('src');
			resolve(Number.isFinite(duration) ? { seconds: Math.round(duration) } : {});
		};
		audio.onerror = () => reject(new UserError('file_not_audio', { name: file.name }));
		audio.src = url;
	});
}
