import type { FilmFacts } from './film/facts';
import type { Made } from './film/messages';
import { runJob } from './film/run';

/** How far a job has come. `part` is 0 to 1; `secondsLeft` is null until it can be told. */
export interface Preparing {
	part: number;
	secondsLeft: number | null;
}

/** A prepared file with its measures: pixels, and seconds (whole ones for films, as lessons count them). */
export interface PreparedFile {
	file: File;
	width?: number;
	height?: number;
	seconds?: number;
}

/** A film made ready: small for villages, a better picture where the source has one, a still. */
export interface Renditions {
	village: PreparedFile;
	standard: PreparedFile | null;
	poster: PreparedFile | null;
}

interface Options {
	/** Called once, before conversion begins. */
	onfacts?: (facts: FilmFacts) => void;
	onprogress?: (progress: Preparing) => void;
	signal: AbortSignal;
}

/**
 * Makes the renditions of a film (MP4, MOV, MKV, WebM, MPEG-TS) as MP4 with H.264, upright, index first, without tags.
 * Throws `media_undecodable`, `media_broken`, `file_not_video` (sound only), `media_no_encoder`, or the signal's reason:
 * then nothing is left.
 */
export async function renditions(file: File, { onfacts, onprogress, signal }: Options): Promise<Renditions> {
	let facts: FilmFacts | null = null;
	const begun = performance.now();
	const result = await runJob(
		{ what: 'film', file },
		(message) => {
			if (message.type === 'facts') onfacts?.((facts = message.facts));
			else onprogress?.({ part: message.part, secondsLeft: secondsLeft(message.part, begun) });
		},
		signal
	);
	if (result.type !== 'film') throw new Error(`asked for a film, got ${result.type}`);
	const stem = file.name.replace(/\.[^.]+$/, '');
	const named = ({ bytes, width, height, seconds }: Made, suffix = ''): PreparedFile => ({
		file: new File([bytes], `${stem}${suffix}.mp4`, { type: 'video/mp4' }),
		width,
		height,
		seconds: Math.max(1, Math.round(seconds))
	});
	return {
		village: named(result.village),
		standard: result.standard && named(result.standard, '-720p'),
		poster: posterFile(facts, stem)
	};
}

function posterFile(facts: FilmFacts | null, stem: string): PreparedFile | null {
	return facts?.poster
		? { file: new File([facts.poster], `${stem}${posterSuffix}`, { type: 'image/jpeg' }) }
		: null;
}

/** How the names of stills end that were taken from a film, not chosen by a person. */
export const posterSuffix = '.poster.jpg';

function secondsLeft(part: number, begun: number): number | null {
	const passed = (performance.now() - begun) / 1000;
	return part < 0.02 || passed < 1 ? null : (passed / part) * (1 - part);
}
