import { readLomFile, type ReadManifest } from '$lib/scorm';
import type { FileIndex } from '$lib/scorm/course';
import type { PackageFiles } from './find-manifest';

/** Larger than this is no description of anything. */
const metadataBytes = 2e6;

/** What a package says of itself: in its manifest, and where that says nothing, in the file that the manifest points to. */
export async function metadataOf(
	manifest: ReadManifest,
	files: PackageFiles,
	index: FileIndex
): Promise<Pick<ReadManifest, 'title' | 'languages' | 'minutes' | 'about'>> {
	const { title, languages, minutes, about, metadataAt } = manifest;
	const target = metadataAt ? index.find(metadataAt) : null;
	const file = target?.to === 'file' ? files.get(target.path) : undefined;
	if (!file || file.size > metadataBytes) return { title, languages, minutes, about };
	const far = readLomFile(new Uint8Array(await (await file.blob()).arrayBuffer()));
	return {
		title: title || (far?.title ?? ''),
		languages: languages.length ? languages : (far?.languages ?? []),
		minutes: minutes ?? far?.minutes ?? null,
		about: about ?? far?.about ?? null
	};
}
