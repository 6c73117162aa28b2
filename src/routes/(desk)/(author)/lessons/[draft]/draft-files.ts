import { UserError } from '$lib/base';
import { compile, type PackageFile } from '$lib/compiler';
import type { MediaShelf } from '$lib/editor';
import { numberLesson, type Lesson } from '$lib/lesson';
import { partOf, type FileSource } from '$lib/player';

/** The files of a draft as a release would have them, compiled here: the preview is what learners will see. */
export async function draftFiles(lesson: Lesson, shelf: MediaShelf): Promise<FileSource> {
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
	const fetchBlob = (url: string) => {
		const known = fetched.get(url) ?? fetch(url).then((answer) => answer.blob());
		fetched.set(url, known);
		return known;
	};
	return async (path, range) => {
		const file = files.get(path);
		if (!file) return null;
		const blob = 'body' in file ? new Blob([file.body]) : await fetchBlob(shelf.url(file.media));
		return partOf(blob, file.type, range);
	};
}
