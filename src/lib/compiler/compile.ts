import { utf8 } from '$lib/base';
import { itemsOf, mediaOf, storedLesson, type Lesson } from '$lib/lesson';
import type { LessonData } from '$lib/release';
import { accentCss, accentFile } from './accent';
import type { CaptionTexts } from './captions';
import { lessonHtml } from './page';
import { mediaPath, type PackageFile } from './package-file';

/** The lesson itself, as it is stored but for the author's note, so that a package can be taken in again and written on. */
export const sourceFile = 'lesson-source.json';

/** The document a package opens with. */
export const launchFile = 'index.html';

/** The one-line script that says which SCORM version a package speaks; replaced when a package is put together. */
export const scormFile = 'runtime/scorm.js';

/** The text of {@link scormFile}. */
export const scormScript = (version: '1.2' | '2004' | 'none'): string =>
	`window.YUANKE_SCORM='${version}';\n`;

/**
 * Turns a lesson into the files of a package: the same lesson and run-time always give the same bytes. `runtime` is what
 * the build of the run-time gave, with paths below `runtime/`; files only a film needs (`runtime/video.*`) are left out
 * of a lesson without one. Media come by reference, each once. `captions`: texts of {@link captionsOf}, which then stand in
 * the page too, for where it is opened out of a folder.
 */
export function compile(
	lesson: Lesson,
	runtime: PackageFile[],
	captions: CaptionTexts = new Map()
): PackageFile[] {
	const items = itemsOf(lesson);
	const { look, aids } = lesson.settings;
	const data: LessonData = {
		formatVersion: lesson.formatVersion,
		lessonId: lesson.lessonId,
		title: lesson.title,
		lang: lesson.lang,
		passPercent: lesson.settings.passPercent,
		aloud: aids.aloud,
		items
	};
	const hasVideo = items.some((item) => item.kind === 'video');
	const text = (path: string, type: string, body: string): PackageFile => ({ path, type, body: utf8(body) });
	return [
		text(launchFile, 'text/html', lessonHtml(lesson, data, hasVideo, captions)),
		text('lesson.json', 'application/json', JSON.stringify(data)),
		text(scormFile, 'text/javascript', scormScript('2004')),
		...(look.accent ? [text(accentFile, 'text/css', accentCss(look.accent))] : []),
		...runtime.filter(
			(file) => file.path !== scormFile && (hasVideo || !file.path.startsWith('runtime/video.'))
		),
		text(sourceFile, 'application/json', JSON.stringify(withoutNote(storedLesson(lesson)))),
		...mediaOf(lesson).map((media) => ({ path: mediaPath(media), type: media.type, media }))
	];
}

function withoutNote(lesson: Lesson): Lesson {
	const { note: _, ...settings } = lesson.settings;
	return { ...lesson, settings };
}
