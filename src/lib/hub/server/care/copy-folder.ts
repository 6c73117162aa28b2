import { copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Tells how many files were copied. */
export type OnCopied = (files: number) => void;

/** Copies a folder and has every file on the disk before it ends. `leaves` says which paths, relative to it, stay behind. */
export async function copyFolder(
	from: string,
	to: string,
	leaves: (path: string) => boolean,
	onCopied: OnCopied = () => undefined
): Promise<void> {
	let copied = 0;
	const copy = async (path: string): Promise<void> => {
		await mkdir(join(to, path), { recursive: true, mode: 0o700 });
		for (const entry of await readdir(join(from, path), { withFileTypes: true })) {
			const next = join(path, entry.name);
			if (leaves(next)) continue;
			if (entry.isDirectory()) await copy(next);
			else if (entry.isFile()) {
				await copyFile(join(from, next), join(to, next));
				await onDisk(join(to, next));
				onCopied(++copied);
			}
		}
		await onDisk(join(to, path));
	};
	await copy('');
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function onDisk(path: string): Promise<void> {
	const file = await open(path, 'r');
	await file.sync().finally(() => file.close());
}
