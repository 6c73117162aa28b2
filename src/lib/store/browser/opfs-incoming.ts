import { blobFolders } from './opfs-blobs';
import { isQuotaExceeded } from './storage-failure';

/** Files that are coming into the origin-private file system. Works in a dedicated worker only, and one at a time. */
export class OpfsIncoming {
	async has(sha256: string): Promise<boolean> {
		return (await folder('complete')).getFileHandle(sha256).then(
			() => true,
			(error: unknown) => {
				if (error instanceof DOMException && error.name === 'NotFoundError') return false;
				throw error;
			}
		);
	}

	async remove(sha256: string): Promise<void> {
		await (await folder('complete')).removeEntry(sha256).catch((error: unknown) => {
			if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
		});
	}

	async open(sha256: string) {
		const handle = await (await folder('incoming')).getFileHandle(sha256, { create: true });
		const file = await accessTo(handle);
		return {
			size: () => file.getSize(),
			read: (into: Uint8Array<ArrayBuffer>, at: number) => void file.read(into, { at }),
			write: (bytes: Uint8Array<ArrayBuffer>, at: number) => writeAll(file, bytes, at),
			truncate: (size: number) => file.truncate(size),
			flush: () => file.flush(),
			close: () => file.close()
		};
	}

	async finish(sha256: string): Promise<void> {
		const handle = await (await folder('incoming')).getFileHandle(sha256);
		await handle.move(await folder('complete'), sha256);
	}

	isFull(error: unknown): boolean {
		return isQuotaExceeded(error);
	}
}

/** How often, and after how many ms, a file is asked for again that somebody has open. */
const patience = { tries: 25, pause: 200 };

/** Opens a file for writing. A page that was just closed may have it open still, although its lock is gone. */
async function accessTo(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
	for (let tries = 1; ; tries++)
		try {
			return await handle.createSyncAccessHandle();
		} catch (error) {
			const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
			if (!isHeld || tries >= patience.tries) throw error;
			await new Promise((later) => setTimeout(later, patience.pause));
		}
}

/** A disk that is nearly full takes a part of the bytes and says so (File System Standard, `write`). */
function writeAll(file: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, at: number): void {
	const written = file.write(bytes, { at });
	if (written < bytes.byteLength) throw new DOMException('the file took a part only', 'QuotaExceededError');
}

async function folder(name: keyof typeof blobFolders): Promise<FileSystemDirectoryHandle> {
	const root = await navigator.storage.getDirectory();
	return root.getDirectoryHandle(blobFolders[name], { create: true });
}
