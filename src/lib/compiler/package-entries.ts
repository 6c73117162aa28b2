import type { ZipEntry } from '$lib/archive';
import { crc32 } from '$lib/archive';
import { utf8 } from '$lib/base';
import type { ReleaseFile, ReleaseManifest } from '$lib/release';
import { imsCourseManifest, imsManifest, lomFile, type ScormEdition } from '$lib/scorm';
import { scormFile, scormScript } from './compile';

/** What a package is for: an LMS that speaks SCORM 1.2 or 2004 (4th or 3rd edition), or any web server or folder. */
export type PackageVersion = ScormEdition | 'web';

/** The schema files that go into a package, by edition; paths as they lie at its root. */
export type SchemaFiles = Partial<Record<ScormEdition, { path: string; body: Uint8Array<ArrayBuffer> }[]>>;

/** Opens a blob by its SHA-256. */
export type OpenBlob = (sha256: string) => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;

/**
 * The entries of a lesson's package, always in the same order: `imsmanifest.xml`, the schemas, its metadata, then the release's
 * files. Blobs are opened only when their turn comes. A package made elsewhere has its own manifest and is one of one
 * version: it comes out as it came in.
 */
export function* packageEntries(
	manifest: ReleaseManifest,
	version: PackageVersion | 'original',
	openBlob: OpenBlob,
	schemas: SchemaFiles
): Generator<ZipEntry> {
	if (version === 'original') {
		for (const file of manifest.files) yield blob(file, openBlob);
		return;
	}
	if (version !== 'web') {
		const files = manifest.files.map((file) => file.path);
		const metadata = metadataPath(manifest, '');
		yield bytes('imsmanifest.xml', utf8(imsManifest({ ...manifest, files, ...metadata }, version)));
		yield* schemaEntries(schemas, version);
		yield* metadataEntries(manifest, version, '');
	}
	yield* lessonEntries(manifest, version, '', openBlob);
}

/** A course: its id stands in the identifiers of its packages. */
export interface LessonCourse {
	courseId: string;
	title: string;
	lessons: ReleaseManifest[];
}

/**
 * The entries of a package of several lessons, each in a folder named after its id. Otherwise as {@link packageEntries}.
 */
export function* courseEntries(
	{ lessons, ...course }: LessonCourse,
	edition: ScormEdition,
	openBlob: OpenBlob,
	schemas: SchemaFiles
): Generator<ZipEntry> {
	const inFolders = lessons.map((lesson) => ({
		...lesson,
		files: lesson.files.map(({ path }) => `${lesson.lessonId}/${path}`),
		launch: `${lesson.lessonId}/${lesson.launch}`,
		...metadataPath(lesson, `${lesson.lessonId}/`)
	}));
	yield bytes('imsmanifest.xml', utf8(imsCourseManifest({ ...course, lessons: inFolders }, edition)));
	yield* schemaEntries(schemas, edition);
	for (const lesson of lessons) {
		yield* metadataEntries(lesson, edition, `${lesson.lessonId}/`);
		yield* lessonEntries(lesson, edition, `${lesson.lessonId}/`, openBlob);
	}
}

/** Only a lesson of which somebody has said where it comes from has metadata. */
const metadataPath = ({ about }: ReleaseManifest, folder: string) =>
	about ? { metadata: `${folder}metadata.xml` } : {};

function* metadataEntries(
	{ title, lang, about }: ReleaseManifest,
	edition: ScormEdition,
	folder: string
): Generator<ZipEntry> {
	if (about) yield bytes(`${folder}metadata.xml`, utf8(lomFile({ title, lang, about }, edition)));
}

function* schemaEntries(schemas: SchemaFiles, edition: ScormEdition): Generator<ZipEntry> {
	for (const { path, body } of schemas[edition] ?? []) yield bytes(path, body);
}

function* lessonEntries(
	{ files }: ReleaseManifest,
	version: PackageVersion,
	folder: string,
	openBlob: OpenBlob
): Generator<ZipEntry> {
	const pinned = utf8(scormScript(version === 'web' ? 'none' : version === '1.2' ? '1.2' : '2004'));
	for (const file of files) {
		const path = folder + file.path;
		yield file.path === scormFile ? bytes(path, pinned) : { ...blob(file, openBlob), path };
	}
}

const bytes = (path: string, body: Uint8Array<ArrayBuffer>): ZipEntry => ({
	path,
	size: body.length,
	crc32: crc32(body),
	store: false,
	open: () => new Blob([body]).stream()
});

const blob = (file: ReleaseFile, openBlob: OpenBlob): ZipEntry => ({
	path: file.path,
	size: file.size,
	crc32: file.crc32,
	store: isPacked(file.type),
	open: () => openBlob(file.sha256)
});

/** Whether a type is already compressed, so that deflating it again would only take time. */
const isPacked = (type: string) =>
	/^(video|audio)\//.test(type) ||
	(type.startsWith('image/') && !/svg|bmp/.test(type)) ||
	/zip|pdf|woff/.test(type);
