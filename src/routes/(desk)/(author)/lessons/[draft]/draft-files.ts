import { UserError } from '$lib/base';
import { compile, type PackageFile } from '$lib/compiler';
import { numberLesson, type Lesson, type MediaRef } from '$lib/lesson';
import { partOf, type FileSource } from '$lib/player';
import type { HubShelf } from '../hub-shelf';

/** The files of a draft as a release would have them, compiled here: the preview is what learners will see. */
export async function draftFiles(lesson: Lesson, shelf: HubShelf): Promise<FileSource> {
	const response = await fetch('/runtime').catch((cause: unknown) => {
		throw new UserError('hub_unreachable', {}, { cause });
	});
	const listed = (await response.json()) as { path: string; type: string; text: string }[];
	const runtime: PackageFile[] = listed.map(({ path, type, text }) => ({
		path,
		type,
		body: new TextEncoder().encode(text)
	}));
	const files = new Map(compile(numberLesson(lesson), runtime).map((file) => [file.path, file]));
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
