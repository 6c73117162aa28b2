import { UserError } from '$lib/base';
import type { Lesson, MediaRef, NodeJson } from '$lib/lesson';
import { readCaptions, writeCaptions, type CaptionLine } from '../caption-lines';
import type { MediaShelf } from '../media-shelf';

/**
 * A copy of a lesson whose films carry their captions line by line (`captionLines`, never stored), so that they are translated
 * with the rest. Captions that could not be read stay out; `failure` says why the first of them could not.
 */
export async function withCaptionLines(
	lesson: Lesson,
	media: MediaShelf
): Promise<{ lesson: Lesson; failure: UserError | null }> {
	const copy = structuredClone(lesson);
	let failure: UserError | null = null;
	for (const attrs of filmsOf(copy)) {
		try {
			attrs.captionLines = await linesOf(attrs.captions, media);
		} catch (cause) {
			failure ??= cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
		}
	}
	return { lesson: copy, failure };
}

/** The same lesson with the lines of its films as caption files, sent to the shelf. Throws as {@link MediaShelf.add} does. */
export async function withCaptionFiles(lesson: Lesson, media: MediaShelf): Promise<Lesson> {
	const copy = structuredClone(lesson);
	for (const attrs of filmsOf(copy)) {
		const { captionLines } = attrs;
		delete attrs.captionLines;
		if (!captionLines) continue;
		const file = new File([writeCaptions(captionLines)], attrs.captions.name ?? 'captions.vtt', {
			type: 'text/vtt'
		});
		const never = new AbortController().signal;
		attrs.captions = await media.add(
			file,
			() => undefined,
			never,
			() => undefined
		);
	}
	return copy;
}

interface Film {
	captions: MediaRef;
	captionLines?: CaptionLine[];
}

function filmsOf({ doc }: Lesson): Film[] {
	const films: Film[] = [];
	const visit = ({ type, attrs, content }: NodeJson) => {
		if (type === 'video' && attrs?.captions) films.push(attrs as unknown as Film);
		content?.forEach(visit);
	};
	visit(doc);
	return films;
}

async function linesOf(captions: MediaRef, media: MediaShelf): Promise<CaptionLine[]> {
	const answer = await fetch(media.url(captions));
	if (!answer.ok) throw new UserError('hub_unreachable');
	return readCaptions(await answer.text(), captions.name ?? '');
}
