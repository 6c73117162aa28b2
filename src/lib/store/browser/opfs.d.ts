/** File System Standard, `move`: in Chromium, Firefox and Safari for the origin-private file system, not yet in TypeScript's library. */
interface FileSystemFileHandle {
	move(parent: FileSystemDirectoryHandle, name: string): Promise<void>;
}
