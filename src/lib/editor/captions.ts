import { readCaptions, writeCaptions } from './caption-lines';

/** A caption file as WebVTT: SubRip (.srt) is rewritten. Throws `captions_malformed`, with the line, for anything else. */
export async function captionsFile(file: File): Promise<File> {
	const text = (await file.text()).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	const captions = readCaptions(text, file.name);
	const name = file.name.replace(/\.(srt|txt)$/i, '.vtt');
	// What is WebVTT already keeps its notes and styles.
	return new File([text.startsWith('WEBVTT') ? text : writeCaptions(captions)], name, { type: 'text/vtt' });
}
