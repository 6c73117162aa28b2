/**
 * A page opened out of a folder may play the film beside it, but no browser lets it read the captions beside it: they are
 * taken from the page itself, where the compiler has put them too.
 */
export function captionsFromPage(film: HTMLVideoElement): void {
	if (location.protocol !== 'file:') return;
	const texts = JSON.parse(document.getElementById('captions')?.textContent ?? '{}') as Record<
		string,
		string
	>;
	for (const track of film.querySelectorAll('track')) {
		const text = texts[track.getAttribute('src') ?? ''];
		if (text !== undefined) track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
	}
}
