import * as v from 'valibot';
import type { PreparedFile } from './renditions';

/** A file to be kept: ready to be sent, or as it was chosen and `raw`, still to be prepared. */
export interface Kept extends PreparedFile {
	raw?: true;
}

/** A kept file, under the key it was put with. */
export interface Waiting extends Kept {
	key: string;
}

/** What is written beside each file. */
const Note = v.object({
	key: v.string(),
	name: v.string(),
	type: v.string(),
	width: v.exactOptional(v.number()),
	height: v.exactOptional(v.number()),
	seconds: v.exactOptional(v.number()),
	raw: v.exactOptional(v.literal(true))
});
type Note = v.InferOutput<typeof Note>;

/** Files on their way to the hub, kept on this computer's disk (OPFS) so that closing the page loses nothing. */
export class Outbox {
	/** @param name whose files: boxes of different names know nothing of each other. */
	constructor(private readonly name: string) {}

	/** Keeps a file; an earlier one under this key is replaced. Rejects when the disk is full. */
	async put(key: string, { file, ...rest }: Kept): Promise<void> {
		const folder = await this.#open();
		const note: Note = { key, name: file.name, type: file.type, ...rest };
		await this.remove(key);
		try {
			await write(folder, nameOf(key, 'file'), file);
			// The note last: a file without one was never complete.
			await write(folder, nameOf(key, 'note'), JSON.stringify(note));
		} catch (error) {
			await this.remove(key);
			throw error;
		}
	}

	async remove(key: string): Promise<void> {
		const folder = await this.#open();
		for (const kind of ['note', 'file'] as const)
			await folder.removeEntry(nameOf(key, kind)).catch(() => undefined);
	}

	/** Everything kept, the oldest first. */
	async list(): Promise<Waiting[]> {
		const folder = await this.#open();
		const found: { at: number; waiting: Waiting }[] = [];
		for await (const name of folder.keys()) {
			if (!name.endsWith('.note')) continue;
			const kept = await read(folder, name).catch(() => null);
			if (kept) found.push(kept);
		}
		return found.sort((a, b) => a.at - b.at).map(({ waiting }) => waiting);
	}

	/** Removes the boxes in which nothing is: those of lessons whose files have all arrived. */
	static async removeEmpty(): Promise<void> {
		const root = await navigator.storage.getDirectory();
		const boxes = await root.getDirectoryHandle('outbox', { create: true });
		// Without `recursive` the browser itself refuses to remove a box that holds something.
		for await (const name of boxes.keys()) await boxes.removeEntry(name).catch(() => undefined);
	}

	#open(): Promise<FileSystemDirectoryHandle> {
		// Asked for anew each time: an empty box may have been removed meanwhile.
		return navigator.storage
			.getDirectory()
			.then((root) => root.getDirectoryHandle('outbox', { create: true }))
			.then((boxes) => boxes.getDirectoryHandle(encodeURIComponent(this.name), { create: true }));
	}
}

// Windows allows no colon in a file's name, and neither does the browser.
const nameOf = (key: string, kind: 'file' | 'note') => `${encodeURIComponent(key)}.${kind}`;

async function write(folder: FileSystemDirectoryHandle, name: string, data: Blob | string): Promise<void> {
	const handle = await folder.getFileHandle(name, { create: true });
	const stream = await handle.createWritable();
	await stream.write(data);
	await stream.close();
}

async function read(
	folder: FileSystemDirectoryHandle,
	name: string
): Promise<{ at: number; waiting: Waiting }> {
	const noteFile = await (await folder.getFileHandle(name)).getFile();
	const { name: title, type, ...rest } = v.parse(Note, JSON.parse(await noteFile.text()));
	const handle = await folder.getFileHandle(nameOf(rest.key, 'file'));
	const file = new File([await handle.getFile()], title, { type });
	return { at: noteFile.lastModified, waiting: { file, ...rest } };
}
