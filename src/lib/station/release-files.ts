import { partOf, textsOf, type FileSource, type PackageText } from '$lib/player';
import type { ReleaseManifest } from '$lib/release';
import { fileFinder } from '$lib/scorm/course';
import type { OpfsBlobs } from '$lib/store/browser';

/**
 * The files of a release from this computer's disk; paths that are not in its manifest do not exist. Packages made elsewhere
 * were often made on Windows: letter case and the way Chinese was encoded in an address are not minded. `lost` is told when one
 * is not here that should be.
 */
export function releaseFiles(
	manifest: ReleaseManifest,
	blobs: OpfsBlobs,
	lost: () => void = () => undefined
): FileSource {
	const files = new Map(manifest.files.map((file) => [file.path, file]));
	const find = manifest.course ? fileFinder(files) : (path: string) => files.get(path);
	return async (path, range) => {
		const file = find(path || manifest.launch);
		const blob = file && (await blobs.file(file.sha256));
		if (blob === null) lost();
		return blob ? partOf(blob, file.type, range) : null;
	};
}

/** The texts of a package made elsewhere for scripts that wait for them; our own lessons have no such scripts. */
export const releaseTexts = (manifest: ReleaseManifest, blobs: OpfsBlobs): Promise<PackageText[]> =>
	manifest.course ? textsOf(manifest.files, releaseFiles(manifest, blobs)) : Promise.resolve([]);
