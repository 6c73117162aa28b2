import { Lasting } from '$lib/base';

/** Names of the folders in the origin-private file system: complete blobs, and those still coming. */
export const blobFolders = { complete: 'blobs', incoming: 'incoming' } as const;

/** Complete blobs in the origin-private file system, for reading. Only the one writing worker adds to them. */
export class OpfsBlobs {
	readonly #folder = new Lasting(async () => {
		const root = await navigator.storage.getDirectory();
		return root.getDirectoryHandle(blobFolders.complete, { create: true });
	});

	/** The whole blob as a File (nothing is copied), or null when it is not here. */
	async file(sha256: string): Promise<File | null> {
		try {
			return await (await (await this.#folder.get()).getFileHandle(sha256)).getFile();
		} catch (error) {
			if (error instanceof DOMException && error.name === 'NotFoundError') return null;
			throw error;
		}
	}

	/** Whether a blob is here. */
	async has(sha256: string): Promise<boolean> {
		return (await this.file(sha256)) !== null;
	}

	/** Names of all complete blobs. */
	async names(): Promise<Set<string>> {
		const names = new Set<string>();
		for await (const name of (await this.#folder.get()).keys()) names.add(name);
		return names;
	}
}
