import { asMedia, walk, type CaptionTrack, type Lesson, type MediaRef } from '$lib/lesson';
import { scriptJson } from './html';
import { mediaPath } from './package-file';

/** Texts of caption files by their SHA-256. */
export type CaptionTexts = ReadonlyMap<string, string>;

/** The caption files of a lesson's films, each once. */
export function captionsOf(lesson: Pick<Lesson, 'doc'>): MediaRef[] {
	const found = new Map<string, MediaRef>();
	walk(lesson.doc, ({ type, attrs }) => {
		if (type !== 'video') return;
		for (const { media } of (attrs?.captions as CaptionTrack[] | undefined) ?? [])
			if (asMedia(media)) found.set(media.sha256, media);
	});
	return [...found.values()];
}

/** The texts known, by the path of their file, where the run-time looks for them; empty where there are none. */
export function captionsHtml(lesson: Pick<Lesson, 'doc'>, texts: CaptionTexts): string {
	const known = captionsOf(lesson).flatMap((media) => {
		const text = texts.get(media.sha256);
		return text === undefined ? [] : [[mediaPath(media), text] as const];
	});
	return known.length
		? `<script type="application/json" id="captions">${scriptJson(Object.fromEntries(known))}</script>\n`
		: '';
}
