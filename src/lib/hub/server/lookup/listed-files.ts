import { UserError } from '$lib/base';
import type { FileBlobs } from '$lib/store/node';
import * as v from 'valibot';

const Listing = v.object({ files: v.array(v.object({ sha256: v.string() })) });

/**
 * The hashes that a blob lists: a release's manifest, or the contents of a package. None where the blob is lost, which is the
 * audit's to tell: it must not keep all other files from everybody.
 */
export async function listedFiles(blobs: FileBlobs, sha256: string): Promise<string[]> {
	try {
		const text = await new Response(await blobs.read(sha256)).text();
		return v.parse(Listing, JSON.parse(text)).files.map((file) => file.sha256);
	} catch (error) {
		if (error instanceof UserError && error.code === 'not_found') return [];
		throw error;
	}
}
