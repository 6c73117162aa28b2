/** What kind of file is wanted. */
export type Wanted = 'image' | 'video' | 'audio' | 'file' | 'captions';

/** For `<input type="file" accept>`. Films that cannot be read are offered too: the refusal names them and says what to do. */
export const accepts: Record<Wanted, string> = {
	image: 'image/jpeg,image/png,image/webp,image/gif,image/svg+xml',
	video: 'video/*,.mp4,.m4v,.mov,.mkv,.webm,.ts,.mts',
	audio: 'audio/*,.mp3,.m4a,.aac,.ogg,.wav,.flac',
	file: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.zip,.txt,.csv,.jpg,.png',
	captions: '.vtt,.srt,text/vtt'
};

/** What kind of file belongs into an attribute of a node. */
export function wantedFor(kind: string | undefined, name = 'media'): Wanted {
	if (name !== 'media') return 'image';
	return kind === 'video' || kind === 'audio' ? kind : kind === 'attachment' ? 'file' : 'image';
}
