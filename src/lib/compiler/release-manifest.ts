import { sha256 } from '$lib/base';
import { crc32 } from '$lib/archive';
import { About, type Lesson, type MediaRef } from '$lib/lesson';
import { Course } from '$lib/scorm/course';
import * as v from 'valibot';
import { launchFile, type LessonData } from './compile';
import type { PackageFile } from './package-file';
import { ReleaseItem } from './release-item';

/** Files larger than this are also hashed piece by piece, so that each piece can be checked as it lands. */
export const pieceSize = 1024 * 1024;

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** One file of a release. `crc32` (unsigned) spares a second reading when a package is put together. */
export const ReleaseFile = v.object({
	/** Of our own lessons ASCII; of a package made elsewhere as it came. */
	path: v.pipe(
		v.string(),
		v.maxLength(1000),
		v.regex(/^(?!\.{1,2}(\/|$))[^/\\\0]+(\/(?!\.{1,2}(\/|$))[^/\\\0]+)*$/)
	),
	size: v.pipe(v.number(), v.integer(), v.minValue(0)),
	sha256: Sha256,
	type: v.string(),
	crc32: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))),
	/** SHA-256 of each {@link pieceSize} bytes, for files larger than that. */
	pieces: v.optional(v.array(Sha256))
});
export type ReleaseFile = v.InferOutput<typeof ReleaseFile>;

/** All files of a release and what can be asked in it: the blob whose hash a signed release names. */
export const ReleaseManifest = v.object({
	/** 2: every kind of question; the items of 1 are read with what they lacked. 3: packages made elsewhere. */
	formatVersion: v.picklist([1, 2, 3]),
	lessonId: v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/)),
	title: v.string(),
	lang: v.string(),
	passPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
	files: v.array(ReleaseFile),
	items: v.array(ReleaseItem),
	launch: v.string(),
	/** Who answers for the lesson and what it rests on, for its metadata. */
	about: v.optional(About),
	/** How a package made elsewhere is played; our own lessons are one page to open, in SCORM 2004. */
	course: v.optional(Course)
});
export type ReleaseManifest = v.InferOutput<typeof ReleaseManifest>;

/** Opens a media file for reading from its beginning. */
export type OpenMedia = (media: MediaRef) => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;

/** Describes the files that {@link compile} gave: sizes, hashes, pieces. Each media file is read once. */
export async function releaseManifest(
	lesson: Lesson,
	files: PackageFile[],
	openMedia: OpenMedia
): Promise<ReleaseManifest> {
	const described: ReleaseFile[] = [];
	for (const file of files) {
		const stream = 'media' in file ? await openMedia(file.media) : new Blob([file.body]).stream();
		const hash = 'media' in file ? file.media.sha256 : await sha256(file.body);
		const one = await releaseFile({ path: file.path, type: file.type, sha256: hash }, stream);
		if ('media' in file && file.media.size !== one.size)
			throw new Error(`${hash} has ${one.size} bytes, not ${file.media.size}`);
		described.push(one);
	}
	return { formatVersion: 2, ...headOf(lesson, files), files: described, launch: launchFile };
}

/** Describes a file whose hash is known, reading it once. */
export async function releaseFile(
	known: Pick<ReleaseFile, 'path' | 'type' | 'sha256'>,
	stream: ReadableStream<Uint8Array>
): Promise<ReleaseFile> {
	const { size, crc, pieces } = await digest(stream);
	const { path, type, sha256 } = known;
	return { path, size, sha256, type, crc32: crc, ...(size > pieceSize ? { pieces } : {}) };
}

/** Title, language, mark and items as the package itself says them. */
function headOf(
	lesson: Lesson,
	files: PackageFile[]
): Pick<ReleaseManifest, 'lessonId' | 'title' | 'lang' | 'passPercent' | 'items' | 'about'> {
	const data = files.find((file) => file.path === 'lesson.json');
	if (!data || !('body' in data)) throw new Error('no lesson.json among the files');
	const { items } = JSON.parse(new TextDecoder().decode(data.body)) as LessonData;
	return {
		lessonId: lesson.lessonId,
		title: lesson.title,
		lang: lesson.lang,
		passPercent: lesson.settings.passPercent,
		items,
		...(lesson.settings.about && { about: lesson.settings.about })
	};
}

async function digest(stream: ReadableStream<Uint8Array>) {
	const pieces: string[] = [];
	const piece = new Uint8Array(pieceSize);
	let [size, crc, filled] = [0, 0, 0];
	for await (const chunk of stream) {
		crc = crc32(chunk, crc);
		size += chunk.length;
		for (let at = 0; at < chunk.length;) {
			const taken = Math.min(pieceSize - filled, chunk.length - at);
			piece.set(chunk.subarray(at, at + taken), filled);
			filled += taken;
			at += taken;
			if (filled < pieceSize) continue;
			pieces.push(await sha256(piece));
			filled = 0;
		}
	}
	if (filled) pieces.push(await sha256(piece.slice(0, filled)));
	return { size, crc, pieces };
}
