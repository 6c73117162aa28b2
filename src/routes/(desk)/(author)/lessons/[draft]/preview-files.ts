import { compile, scormFile, scormScript, type PackageFile } from '$lib/compiler';
import { runtime } from '$lib/hub/protocol';
import { numberLesson, type Lesson, type MediaRef } from '$lib/lesson';
import { partOf, type FileSource, type ScormVersion } from '$lib/player';
import { ask } from '../hub-request';
import type { HubShelf } from '../hub-shelf';

/** The run-time that goes into every package. Throws `UserError('hub_unreachable')`. */
export async function fetchRuntime(): Promise<PackageFile[]> {
	const listed = await ask(runtime);
	return listed.map(({ path, type, text }) => ({
		path,
		type,
		body: new TextEncoder().encode(text)
	}));
}

/** The files of a draft as a release would have them, compiled here: the preview is what learners will see. */
export async function previewFiles(
	lesson: Lesson,
	shelf: HubShelf,
	version: ScormVersion = '2004'
): Promise<FileSource> {
	const files = new Map(compile(numberLesson(lesson), await fetchRuntime()).map((file) => [file.path, file]));
	const script: PackageFile = {
		path: scormFile,
		type: 'text/javascript',
		body: new TextEncoder().encode(scormScript(version))
	};
	files.set(scormFile, script);
	const fetched = new Map<string, Promise<Blob>>();
	const blobOf = (media: MediaRef) => {
		const known = fetched.get(media.sha256) ?? shelf.blob(media);
		fetched.set(media.sha256, known);
		return known;
	};
	return async (path, range) => {
		const file = files.get(path);
		if (!file) return null;
		const blob = 'body' in file ? new Blob([file.body]) : await blobOf(file.media);
		return partOf(blob, file.type, range);
	};
}
