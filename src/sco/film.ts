/** The controls around a film: `frame` is what goes full screen, `bar` the line of its time; null for the browser's own. */
export interface FilmPlayer {
	frame: HTMLElement;
	bar: HTMLElement | null;
}

/** Puts the controls of the film player on a `<video>`; without that script the browser's own stay. */
export type PlayFilm = (
	element: HTMLVideoElement,
	language: string,
	chapters: { at: number; title: string }[]
) => FilmPlayer;

declare global {
	interface Window {
		YUANKE_FILM?: PlayFilm;
		/** Which SCORM version this package speaks; set by `runtime/scorm.js`. */
		YUANKE_SCORM?: string;
	}
}
