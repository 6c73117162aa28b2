import { UserError } from '$lib/base';
import { listedFiles } from '$lib/release';
import type { FileBlobs } from '$lib/store/node';

/**
 * The hashes that a blob lists: a release's manifest, or the contents of a package. None where the blob is lost, which is the
 * audit's to tell: it must not keep all other files from everybody.
 */
export async function filesListedBy(blobs: FileBlobs, sha256: string): Promise<string[]> {
	try {
		return listedFiles(await new Response(await blobs.read(sha256)).text());
	} catch (error) {
		if (error instanceof UserError && error.code === 'not_found') return [];
		throw error;
	}
}
