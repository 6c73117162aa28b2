import { UserError } from '$lib/base';
import type { CaptionTrack, Lesson, MediaRef, NodeJson } from '$lib/lesson';
import { ownNameOf } from '$lib/lesson/translate';
import { readCaptions, writeCaptions, type CaptionLine, type Captions } from '../caption-lines';
import type { MediaShelf } from '../media-shelf';

/** What a film carries besides its attributes while its lesson is translated; never stored. */
interface Film {
	captions: CaptionTrack[];
	/** Which of its captions are translated: those in the lesson's language, else the first. */
	captionTrack?: number;
	captionLines?: CaptionLine[];
	/** What else is in their file. */
	captionRest?: Omit<Captions, 'lines'>;
}

/**
 * A copy of a lesson whose films carry their captions line by line, so that they are translated with the rest. Captions that
 * could not be read stay out; `failure` says why the first of them could not.
 */
export async function withCaptionLines(
	lesson: Lesson,
	media: MediaShelf
): Promise<{ lesson: Lesson; failure: UserError | null }> {
	const copy = structuredClone(lesson);
	let failure: UserError | null = null;
	for (const film of filmsOf(copy)) {
		const at = Math.max(
			0,
			film.captions.findIndex(({ lang }) => lang === lesson.lang)
		);
		const track = film.captions[at];
		if (!track) continue;
		try {
			const { lines, ...rest } = await captionsOf(track.media, media);
			film.captionLines = lines;
			film.captionRest = rest;
			film.captionTrack = at;
		} catch (cause) {
			failure ??= cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
		}
	}
	return { lesson: copy, failure };
}

/** The translated lesson with the lines of its films as caption files, sent to the shelf. Throws as {@link MediaShelf.add} does. */
export async function withCaptionFiles(lesson: Lesson, media: MediaShelf): Promise<Lesson> {
	const copy = structuredClone(lesson);
	for (const film of filmsOf(copy)) {
		const { captionLines, captionRest, captionTrack } = film;
		delete film.captionLines;
		delete film.captionRest;
		delete film.captionTrack;
		const track = film.captions[captionTrack ?? -1];
		if (!captionLines || !captionRest || !track) continue;
		const written = writeCaptions({ ...captionRest, lines: captionLines });
		const file = new File([written], track.media.name ?? 'captions.vtt', {
			type: 'text/vtt'
		});
		const nothing = () => undefined;
		const sent = await media.add(file, nothing, new AbortController().signal, nothing);
		Object.assign(track, { media: sent, lang: copy.lang, label: ownNameOf(copy.lang) });
	}
	return copy;
}

function filmsOf({ doc }: Lesson): Film[] {
	const films: Film[] = [];
	const visit = ({ type, attrs, content }: NodeJson) => {
		if (type === 'video' && Array.isArray(attrs?.captions)) films.push(attrs as unknown as Film);
		content?.forEach(visit);
	};
	visit(doc);
	return films;
}

async function captionsOf(captions: MediaRef, media: MediaShelf): Promise<Captions> {
	const answer = await fetch(media.url(captions));
	if (!answer.ok) throw new UserError('hub_unreachable');
	return readCaptions(await answer.text(), captions.name ?? '');
}
