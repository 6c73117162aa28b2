/** Puts the controls of the film player on a `<video>`; without that script the browser's own stay. */
export type PlayFilm = (element: HTMLVideoElement, language: string) => void;

declare global {
	interface Window {
		YUANKE_FILM?: PlayFilm;
		/** Which SCORM version this package speaks; set by `runtime/scorm.js`. */
		YUANKE_SCORM?: string;
	}
}
