import { readManifest, type Release } from '$lib/release';
import { ids } from '$lib/store';
import type { FileBlobs } from '$lib/store/node';
import { createHash } from 'node:crypto';
import type { AuditReport } from './finding';

/** Looks whether everything that releases consist of is there; with `bytes`, whether every blob still is what its name says. */
export async function auditBlobs(
	blobs: FileBlobs,
	releases: Release[],
	bytes: boolean,
	report: AuditReport
): Promise<void> {
	let done = 0;
	for (const release of releases) {
		await auditRelease(blobs, release, report);
		if (!bytes) report.progress('blobs', ++done, releases.length);
	}
	if (!bytes) return;
	const names = [];
	for await (const name of blobs.all()) names.push(name);
	for (const name of names) {
		const hash = createHash('sha256');
		try {
			for await (const piece of await blobs.read(name)) hash.update(piece);
			if (hash.digest('hex') !== name) report.found('blob_broken', name);
		} catch {
			report.found('blob_broken', name); // cannot be read at all
		}
		report.progress('blobs', ++done, names.length + releases.length);
	}
}

async function auditRelease(blobs: FileBlobs, release: Release, report: AuditReport): Promise<void> {
	const { manifest, lessonId, number, title } = release;
	const about = ids.release(lessonId, number);
	if ((await blobs.size(manifest.sha256)) !== manifest.size)
		return report.found('manifest_missing', about, { title, blob: manifest.sha256 });
	const read = await new Response(await blobs.read(manifest.sha256))
		.text()
		.then(readManifest)
		.catch(() => null);
	if (!read) return report.found('manifest_broken', about, { title, blob: manifest.sha256 });
	const missing = [];
	for (const { sha256, size } of read.files) if ((await blobs.size(sha256)) !== size) missing.push(sha256);
	if (missing.length)
		report.found('file_missing', about, { title, count: missing.length, blob: missing[0] ?? '' });
}
