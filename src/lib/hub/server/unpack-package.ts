import { utf8 } from '$lib/base';
import { releaseFile } from '$lib/compiler';
import {
	importPackage,
	typeOfFile,
	type ImportRefusal,
	type ImportReport,
	type PackageFiles
} from '$lib/importer';
import type { PackageContents, ReleaseFile } from '$lib/release';
import { coursesOf } from '$lib/scorm/course';
import type { BlobRef } from '$lib/store';
import type { FileBlobs } from '$lib/store/node';
import type { Unpacking } from '../protocol';

/** A package whose files are blobs now, or why it was not taken. `unplayable`: there is nothing in it a station could open. */
export type Unpacked =
	| { state: 'unpacked'; report: ImportReport; contents: BlobRef; chosen: number; bytes: number }
	| { state: 'refused'; why: ImportRefusal; where: string }
	| { state: 'unplayable'; report: ImportReport };

/**
 * Checks a zip and keeps its files. One that is refused leaves nothing behind; one cut short is begun again. `mustFit` is asked
 * before anything is kept, and may throw. `bytes` of what comes of it are those of all files.
 */
export async function unpackPackage(
	zip: Blob,
	blobs: FileBlobs,
	mustFit: (bytes: number) => Promise<void>,
	hear: (progress: Unpacking) => void
): Promise<Unpacked> {
	const outcome = await importPackage(zip, {
		onLook: (done, total) => hear({ phase: 'looking', done, total })
	});
	if (outcome.state === 'refused') return outcome;
	const { manifest, report } = outcome;
	if (!manifest || report.parts.length === 0) return { state: 'unplayable', report };
	const bytes = [...outcome.files.values()].reduce((sum, { size }) => sum + size, 0);
	await mustFit(bytes);
	const courses = coursesOf(manifest, outcome.files.keys());
	const files = await keepFiles(outcome.files, blobs, hear);
	const contents: PackageContents = { formatVersion: 1, files, courses, chosen: manifest.chosen };
	return {
		state: 'unpacked',
		report,
		contents: await blobs.put(utf8(JSON.stringify(contents))),
		chosen: manifest.chosen,
		bytes
	};
}

async function keepFiles(
	files: PackageFiles,
	blobs: FileBlobs,
	hear: (progress: Unpacking) => void
): Promise<ReleaseFile[]> {
	const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
	const kept: ReleaseFile[] = [];
	let done = 0;
	for (const file of files.values()) {
		const type = await typeOfFile(file);
		const { sha256 } = await blobs.write(file.stream(), file.size);
		kept.push(await releaseFile({ path: file.path, type, sha256 }, await blobs.read(sha256)));
		hear({ phase: 'keeping', done: (done += file.size), total });
	}
	return kept;
}
