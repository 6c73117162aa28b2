import type { Release } from '$lib/release';
import type { OpfsBlobs } from '$lib/store/browser';
import type { Outcome } from '$lib/sync';
import { missingOf } from '../lessons';
import type { BlobBringer } from './blob-bringer';

/** Brings a release, manifest first. Resolves with the first failure, or `done`. Throws as `manifestOf`. */
export async function bringRelease(
	release: Release,
	blobs: OpfsBlobs,
	bringer: BlobBringer,
	report: (landed: number, total: number) => void,
	signal: AbortSignal
): Promise<Outcome> {
	for (let round = 0; round < 2; round++) {
		const { jobs, landed, total } = await missingOf(release, blobs, (sha256) => blobs.has(sha256));
		report(landed, total);
		let done = landed;
		for (const job of jobs) {
			const before = done;
			const outcome = await bringer.bring(job, (bytes) => report(before + bytes, total), signal);
			if (outcome !== 'done') return outcome;
			done = before + job.size;
		}
		// The first round may have brought only the manifest, which names the rest.
		if (jobs[0]?.sha256 !== release.manifest.sha256) break;
	}
	return 'done';
}
