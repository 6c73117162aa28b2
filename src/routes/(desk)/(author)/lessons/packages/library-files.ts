import { partOf, textsOf, type FileSource, type PackageText } from '$lib/player';
import type { ReleaseManifest } from '$lib/release';
import { fileFinder } from '$lib/scorm/course';

/** The files of a package in the library, from the hub. */
export function libraryFiles({ files }: ReleaseManifest): FileSource {
	const find = fileFinder(new Map(files.map((file) => [file.path, file])));
	return async (path, range) => {
		const file = find(path);
		if (!file) return null;
		const last = Math.min(range?.end ?? file.size, file.size) - 1;
		if (!range || last < range.start) {
			const answer = await fetch(`/blobs/${file.sha256}`);
			return answer.ok ? partOf(await answer.blob(), file.type, range) : null;
		}
		const headers = { range: `bytes=${range.start}-${last}` };
		const answer = await fetch(`/blobs/${file.sha256}`, { headers });
		const { type, size } = file;
		return answer.status === 206 ? { type, size, start: range.start, blob: await answer.blob() } : null;
	};
}

/** Each is fetched on its own, so not too many are. */
const most = 200;

/** Those that scripts may wait for. */
export const libraryTexts = (manifest: ReleaseManifest): Promise<PackageText[]> =>
	textsOf(manifest.files, libraryFiles(manifest), most);
