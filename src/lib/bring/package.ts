import { readArchive, type ArchiveFile } from '$lib/archive';
import { UserError } from '$lib/base';
import { draftMediaOf, mediaOf, openLesson, walk, type Lesson, type MediaRef } from '$lib/lesson';

/** A lesson with the files it names, to be sent on; whether they are what they say shows when they are hashed. */
export interface FromPackage {
	lesson: Lesson;
	media: { ref: MediaRef; open: () => Promise<File> }[];
}

/**
 * Reads a lesson back from a package of ours: SCORM 1.2, SCORM 2004 or web. Ids and tracking numbers stay. A film's better
 * picture is not in packages, so the lesson names none.
 * Throws `package_foreign` (a package made elsewhere), `package_no_lesson`, `package_file_missing`, `lesson_newer`,
 * `lesson_invalid`, `archive_broken` or `archive_too_large`.
 */
export async function lessonFromPackage(zip: Blob): Promise<FromPackage> {
	const files = await readArchive(zip);
	const source = files.get('lesson-source.json');
	if (!source)
		throw new UserError(
			files.has('imsmanifest.xml') && !files.has('lesson.json') ? 'package_foreign' : 'package_no_lesson'
		);
	if (source.size > 50e6) throw new UserError('archive_too_large');
	const lesson = readLesson(await source.text());
	const byHash = new Map<string, ArchiveFile>();
	for (const file of files.values()) {
		const hash = /^media\/([0-9a-f]{64})\.\w+$/.exec(file.path)?.[1];
		if (hash) byHash.set(hash, file);
	}
	walk(lesson.doc, ({ attrs }) => {
		const standard = attrs?.standard as MediaRef | null | undefined;
		if (attrs && standard && !byHash.has(standard.sha256)) attrs.standard = null;
	});
	for (const ref of mediaOf(lesson))
		if (byHash.get(ref.sha256)?.size !== ref.size)
			throw new UserError('package_file_missing', { name: ref.name });
	return {
		lesson,
		media: draftMediaOf(lesson).flatMap((ref) => {
			const file = byHash.get(ref.sha256);
			if (!file) return [];
			return [{ ref, open: async () => new File([await file.blob(ref.type)], ref.name, { type: ref.type }) }];
		})
	};
}

function readLesson(text: string): Lesson {
	let stored: unknown;
	try {
		stored = JSON.parse(text);
	} catch (cause) {
		throw new UserError('lesson_invalid', { where: 'lesson-source.json' }, { cause });
	}
	const opened = openLesson(stored);
	if (opened.state === 'newer') throw new UserError('lesson_newer', { version: opened.formatVersion });
	if (opened.state === 'invalid')
		throw new UserError('lesson_invalid', { where: opened.problems.join(', ') });
	return opened.lesson;
}
