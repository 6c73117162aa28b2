import { sha256 } from '$lib/base';
import { readManifest, type Release, type ReleaseManifest } from '$lib/release';
import type { OpfsBlobs } from '$lib/store/browser';
import type { BlobJob } from '$lib/sync';

/**
 * The manifest of a release, if it is here; its hash is the one the release was signed with. Throws as {@link readManifest}: no
 * other one will come.
 */
export async function manifestOf(release: Release, blobs: OpfsBlobs): Promise<ReleaseManifest | null> {
	const file = await blobs.file(release.manifest.sha256);
	if (!file) return null;
	const text = await file.text();
	return (await sha256(text)) === release.manifest.sha256 ? readManifest(text) : null;
}

/** What of a release is still to be brought, and how many bytes of it are here. Throws as {@link manifestOf}. */
export async function missingOf(
	release: Release,
	blobs: OpfsBlobs,
	has: (sha256: string) => Promise<boolean>
): Promise<{ jobs: BlobJob[]; landed: number; total: number }> {
	const total = release.bytes + release.manifest.size;
	const manifest = await manifestOf(release, blobs);
	// One that is here under its name and not what it should be was damaged on this disk.
	if (!manifest)
		return { jobs: [{ ...release.manifest, again: await has(release.manifest.sha256) }], landed: 0, total };
	const files = [...new Map(manifest.files.map((file) => [file.sha256, file])).values()];
	const present = await Promise.all(files.map((file) => has(file.sha256)));
	const jobs = files.filter((_, i) => !present[i]);
	const missing = new Set(jobs.map((job) => job.sha256));
	const landed = manifest.files.reduce((sum, file) => sum + (missing.has(file.sha256) ? 0 : file.size), 0);
	return { jobs, landed: landed + release.manifest.size, total };
}
