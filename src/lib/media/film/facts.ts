/** How a rendition is made: the box it must fit in, in pixels, and bits per second for picture and sound. */
export interface Rung {
	width: number;
	height: number;
	video: number;
	audio: number;
}

/** What a village's line of 2 Mbit/s brings in the time people wait, and what a TV across the room deserves. */
export const rungs = {
	village: { width: 854, height: 480, video: 600_000, audio: 64_000 },
	standard: { width: 1280, height: 720, video: 1_800_000, audio: 64_000 }
} satisfies Record<string, Rung>;

/** One rendition before it is made: its measures in pixels and about how many bytes it will have. */
export interface Planned {
	width: number;
	height: number;
	bytes: number;
	/** The picture is taken over as it is. */
	copied: boolean;
}

/** What a chosen film is, known within a second or two. `poster` is null when no frame could be drawn. */
export interface FilmFacts {
	seconds: number;
	width: number;
	height: number;
	bytes: number;
	poster: Blob | null;
	village: Planned;
	/** Null when the village rendition is all there is to the film. */
	standard: Planned | null;
}

/** Size in pixels that fits a box, keeps the aspect and is never larger than the source; even, as H.264 wants it. */
export function fit(source: { width: number; height: number }, box: { width: number; height: number }) {
	const scale = Math.min(1, box.width / source.width, box.height / source.height);
	const even = (pixels: number) => Math.max(2, Math.round((pixels * scale) / 2) * 2);
	return { width: even(source.width), height: even(source.height) };
}

/** Seconds that bytes take on a village's line of 2 Mbit/s. */
export const villageSeconds = (bytes: number): number => (bytes * 8) / 2_000_000;
