import type { ZipEntry } from '$lib/archive';
import { crc32 } from '$lib/archive';
import { utf8 } from '$lib/base';
import { imsManifest, type ScormVersion } from '$lib/scorm';
import { scormFile, scormScript } from './compile';
import type { ReleaseFile, ReleaseManifest } from './release-manifest';

/** What a package is for: an LMS that speaks SCORM 1.2 or 2004 4th edition, or any web server or folder. */
export type PackageVersion = ScormVersion | 'web';

/** The schema files that go into a package, by version; paths as they lie at its root. */
export type SchemaFiles = Record<ScormVersion, { path: string; body: Uint8Array<ArrayBuffer> }[]>;

/** Opens a blob by its SHA-256. */
export type OpenBlob = (sha256: string) => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;

/**
 * The entries of a package's zip file, always in the same order: `imsmanifest.xml`, the schemas, then the release's
 * files. Blobs are opened only when their turn comes.
 */
export function* packageEntries(
	manifest: ReleaseManifest,
	version: PackageVersion,
	openBlob: OpenBlob,
	schemas: SchemaFiles
): Generator<ZipEntry> {
	if (version !== 'web') {
		const files = manifest.files.map((file) => file.path);
		yield bytes('imsmanifest.xml', utf8(imsManifest({ ...manifest, files }, version)));
		for (const { path, body } of schemas[version]) yield bytes(path, body);
	}
	const pinned = utf8(scormScript(version === 'web' ? 'none' : version));
	for (const file of manifest.files)
		yield file.path === scormFile ? bytes(scormFile, pinned) : blob(file, openBlob);
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
