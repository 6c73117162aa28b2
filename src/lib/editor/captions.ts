/** A caption file as WebVTT: SubRip (.srt) is rewritten, anything that is neither gives null. */
export async function captionsFile(file: File): Promise<File | null> {
	const text = (await file.text()).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	const name = file.name.replace(/\.(srt|txt)$/i, '.vtt');
	if (text.startsWith('WEBVTT')) return new File([text], name, { type: 'text/vtt' });
	if (!/^\d\d:\d\d:\d\d,\d{3} --> /m.test(text)) return null;
	const vtt = `WEBVTT\n\n${text.replace(/(\d\d:\d\d:\d\d),(\d{3})/g, '$1.$2')}`;
	return new File([vtt], name, { type: 'text/vtt' });
}
