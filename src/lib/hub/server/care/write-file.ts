import { open, rename } from 'node:fs/promises';

/** Writes a file that only its owner may read, whole and on the disk, or not at all. */
export async function writeFile(path: string, text: string): Promise<void> {
	const file = await open(`${path}.new`, 'w', 0o600);
	await file.writeFile(text);
	await file.sync();
	await file.close();
	await rename(`${path}.new`, path);
}
