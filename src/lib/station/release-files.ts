import { partOf, type FileSource } from '$lib/player';
import type { OpfsBlobs } from '$lib/store/browser';
import type { StationManifest } from './manifest';

/** The files of a release from this computer's disk; paths that are not in its manifest do not exist. */
export function releaseFiles(manifest: StationManifest, blobs: OpfsBlobs): FileSource {
	const files = new Map(manifest.files.map((file) => [file.path, file]));
	return async (path, range) => {
		const file = files.get(path || manifest.launch);
		const blob = file && (await blobs.file(file.sha256));
		return blob ? partOf(blob, file.type, range) : null;
	};
}
