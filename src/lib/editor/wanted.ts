/** What kind of file is wanted. */
export type Wanted = 'image' | 'video' | 'captions';

/** For `<input type="file" accept>`. Films that cannot be read are offered too: the refusal names them and says what to do. */
export const accepts: Record<Wanted, string> = {
	image: 'image/jpeg,image/png,image/webp,image/gif,image/svg+xml',
	video: 'video/*,.mp4,.m4v,.mov,.mkv,.webm,.ts,.mts',
	captions: '.vtt,.srt,text/vtt'
};
